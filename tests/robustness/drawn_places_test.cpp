#include <waitlist/robustness/counted_draws.h>
#include <waitlist/robustness/drawn_places.h>
#include <waitlist/robustness/rank_counts.h>

#include "robustness/exact_shares.h"
#include "robustness/three_cases.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using exact_shares::agrees;
using exact_shares::Fraction;

constexpr std::int64_t kShare = 25;

struct Drawn {
  CertainPlaces certain;
  DrawnPlaces places;
};

Drawn drawn(const Ranking& ranking, std::uint32_t first, const DrawOptions& options) {
  const auto varied = VariedPolicy::make(ranking.policy(), kShare);
  REQUIRE(varied.has_value());
  CertainPlaces certain = certain_places(ranking, *varied, first);
  auto places = drawn_places(ranking, *varied, certain, options);
  REQUIRE(places.has_value());
  return {std::move(certain), *std::move(places)};
}

std::uint32_t times_at(const DrawnPlaces& drawn, std::uint32_t unit, std::uint32_t place) {
  const auto at = std::ranges::find(drawn.units, unit, &DrawnUnit::unit);
  if (at == drawn.units.end()) return 0;
  const auto had = std::ranges::find(at->places, place, &DrawnPlace::place);
  return had == at->places.end() ? 0 : had->times;
}

}  // namespace

TEST_CASE("The exact shares of three cases by the formula of a box are those of the reference") {
  // Differences with every side drawn from 3/4 to 5/4, as shares of sides from 0 to 1.
  struct Row {
    std::vector<std::int64_t> times;  // of factors u
    Fraction above;
  };

  for (const Row& row :
       {Row{{12, -12, 4}, {203, 216}}, Row{{20, -12, -5}, {5039, 6400}}, Row{{8, -9}, {169, 576}},
        Row{{20, -8, -12, 4}, {655, 768}}, Row{{20, -12, 4, -9}, {80539, 103680}}}) {
    std::int64_t sum = 0;
    for (const std::int64_t one : row.times) sum += one;
    // Above 0 where the sum of times (3/4 + t/2) is: t sums to more than -3/2 of the sum.
    std::vector<std::int64_t> doubled = row.times;
    for (std::int64_t& one : doubled) one *= 2;
    CHECK(1 - exact_shares::share_of_box(doubled, -3 * sum) ==
          doctest::Approx(row.above.value()).epsilon(1e-9));
  }
}

TEST_CASE("Three cases have each place as often as the exact shares of single levels say") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  constexpr std::uint32_t kDraws = 60'000;
  const Drawn one = drawn(ranking, 3, {kDraws, 1, 1});
  const std::array<std::array<Fraction, 3>, 3> shares{
      {{{{4167559, 5529600}, {1014443, 8294400}, {2057237, 16588800}}},       // A
       {{{6138593, 33177600}, {3095189, 5529600}, {8467873, 33177600}}},      // C
       {{{2033653, 33177600}, {5274347, 16588800}, {20595253, 33177600}}}}};  // B
  for (std::uint32_t unit = 0; unit < 3; ++unit) {
    for (std::uint32_t place = 1; place <= 3; ++place) {
      CAPTURE(unit);
      CAPTURE(place);
      CHECK(agrees(times_at(one.places, unit, place), kDraws, shares[unit][place - 1].value()));
    }
    CHECK(one.places.times(unit) == kDraws);
  }
}

TEST_CASE("With one factor for a whole criterion the shares are others") {
  constexpr std::uint64_t kDraws = 100'000;
  RankCounts counts{3, 3};
  for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
    std::vector<std::int64_t> factors;
    for (std::uint32_t k = 0; k < 3; ++k) {
      factors.push_back(drawn_between(6, draw, k, 750'000, 1'250'000));
    }
    const std::vector<std::int64_t> points{20, 0, 4, 8, 12, 0, 0, 12, 9};  // A, B, C
    counts.add(points, factors);
  }
  CHECK(agrees(counts.above(0, 1), kDraws, 203.0 / 216));
  CHECK(agrees(counts.above(0, 2), kDraws, 5039.0 / 6400));
  CHECK(agrees(counts.above(1, 2), kDraws, 169.0 / 576));
  CHECK(agrees(counts.at(0, 0), kDraws, 70421.0 / 89600));
  CHECK(agrees(counts.at(1, 2), kDraws, 125779.0 / 193536));
  CHECK(agrees(counts.at(2, 1), kDraws, 401689.0 / 806400));
}

TEST_CASE("Single levels can cross, and many small numbers look surer than a large one") {
  // 8 above 10 at a quarter more or less; 48 points against a band from 50.
  constexpr std::uint32_t kDraws = 60'000;
  const std::string levels =
      three_cases::with(three_cases::kPolicy, "low = 8, high = 20", "low = 8, high = 10");
  const Ranking crossing = three_cases::ranked(
      levels, "case_id,listed_on,k1,k2,k3\nL,2026-01-01,low,no,no\nM,2026-01-01,high,no,no\n");
  const Drawn one = drawn(crossing, 1, {kDraws, 4, 1});
  CHECK(agrees(one.places.times(1), kDraws, 5.0 / 32));

  struct Row {
    std::vector<std::int64_t> numbers;
    double above;  // a number is its size times 3/4 + t/2
  };

  for (const Row& row : {Row{{48}, 5.0 / 12}, Row{{12, 12, 12, 12}, 187.0 / 648}}) {
    std::vector<std::int64_t> doubled;
    for (const std::int64_t number : row.numbers) doubled.push_back(2 * number);
    CHECK(1 - exact_shares::share_of_box(doubled, 4 * 50 - 3 * 48) ==
          doctest::Approx(row.above).epsilon(1e-9));
  }
}

TEST_CASE("Places of the first are counted once in each draw, the same for any threads") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  const Drawn one = drawn(ranking, 2, {501, 9, 1});
  for (const unsigned threads : {2U, 5U, 1000U}) {
    const Drawn other = drawn(ranking, 2, {501, 9, threads});
    for (std::uint32_t unit = 0; unit < 3; ++unit) {
      CHECK(other.places.times(unit) == one.places.times(unit));
      for (std::uint32_t place = 1; place <= 2; ++place) {
        CHECK(times_at(other.places, unit, place) == times_at(one.places, unit, place));
      }
    }
  }
  for (std::uint32_t place = 1; place <= 2; ++place) {
    std::uint32_t all = 0;
    for (std::uint32_t unit = 0; unit < 3; ++unit) all += times_at(one.places, unit, place);
    CHECK(all == 501);
  }
  CHECK(drawn(ranking, 2, {501, 10, 1}).places.times(2) != one.places.times(2));
}

TEST_CASE("More draws times places than are kept are refused, and no draws are none") {
  const Ranking ranking = three_cases::ranked(three_cases::kPolicy, three_cases::kList);
  const auto varied = VariedPolicy::make(ranking.policy(), kShare);
  const CertainPlaces certain = certain_places(ranking, *varied, 2);
  const auto refused = drawn_places(ranking, *varied, certain, {10'000'001, 1, 1});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().front().code == ErrorCode::too_large);
  CHECK(refused.error().front().reason.find("fewer draws") != std::string::npos);
  CHECK(refused.error().front().reason.starts_with("0 to 10000000 draws for the first 2, "));
  const CertainPlaces of_three = certain_places(ranking, *varied, 3);
  const auto of_three_refused = drawn_places(ranking, *varied, of_three, {6'666'667, 1, 1});
  REQUIRE_FALSE(of_three_refused.has_value());
  CHECK(of_three_refused.error().front().reason.starts_with("0 to 6666666 draws"));
  CHECK(drawn_places(ranking, *varied, certain, {0, 1, 1})->units.empty());
}
