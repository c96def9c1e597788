#include <waitlist/robustness/counted_draws.h>
#include <waitlist/robustness/rank_counts.h>

#include "robustness/exact_shares.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
using exact_shares::agrees;
using exact_shares::Fraction;
using Values = std::vector<std::int64_t>;

constexpr std::uint64_t kFewDraws = 100'000;

Values in_order(Values weights) {
  std::ranges::sort(weights, std::ranges::greater{});
  return weights;
}

/// Ranks of fixed values under drawn weights.
RankCounts counted(const Values& values, std::size_t criteria, bool ordered, std::uint64_t seed) {
  RankCounts counts{values.size() / criteria, criteria};
  for (std::uint64_t draw = 0; draw < kFewDraws; ++draw) {
    const Values weights = drawn_weights(seed, draw, criteria);
    counts.add(values, ordered ? in_order(weights) : weights);
  }
  return counts;
}

void check_ranks(const RankCounts& counts, const std::vector<std::vector<Fraction>>& expected) {
  for (std::size_t one = 0; one < expected.size(); ++one) {
    for (std::size_t rank = 0; rank < expected[one].size(); ++rank) {
      CAPTURE(one);
      CAPTURE(rank);
      CHECK(agrees(counts.at(one, rank), counts.draws(), expected[one][rank].value()));
    }
  }
}

const Values kThree{6, 1, 2, 2, 5, 3, 3, 3, 4};  // A, B, C by three criteria

}  // namespace

TEST_CASE("Two alternatives: as often above as the formula of their differences says") {
  struct Row {
    Values differences;
    Fraction share;
  };

  const std::array rows{
      Row{{3, -4}, {3, 7}},         Row{{4, -4, -1}, {2, 5}},        Row{{2, -1, -3}, {4, 15}},
      Row{{1, 2, -3, 0}, {11, 20}}, Row{{5, 1, -2, -4}, {151, 315}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.share.over);
    CHECK(exact_shares::share_above(row.differences) ==
          doctest::Approx(row.share.value()).epsilon(1e-12));
    Values values = row.differences;
    values.resize(2 * row.differences.size());  // the other has 0 everywhere
    const RankCounts counts = counted(values, row.differences.size(), false, 5);
    CHECK(agrees(counts.above(0, 1), counts.draws(), row.share.value()));
    CHECK(counts.above(0, 1) + counts.above(1, 0) == counts.draws());
  }
}

TEST_CASE("Three alternatives under weights of which nothing is known") {
  const RankCounts counts = counted(kThree, 3, false, 11);
  check_ranks(counts, {{{1, 3}, {7, 75}, {43, 75}},
                       {{2, 5}, {11, 45}, {16, 45}},
                       {{4, 15}, {149, 225}, {16, 225}}});
  CHECK(agrees(counts.above(0, 1), counts.draws(), 0.4));
  CHECK(agrees(counts.above(0, 2), counts.draws(), 9.0 / 25));
  CHECK(agrees(counts.above(1, 2), counts.draws(), 4.0 / 9));
  const std::vector<std::vector<Fraction>> centres{
      {{46, 75}, {8, 45}, {47, 225}}, {{17, 90}, {31, 54}, {32, 135}}, {{1, 5}, {1, 6}, {19, 30}}};
  for (std::size_t one = 0; one < centres.size(); ++one) {
    for (std::size_t k = 0; k < 3; ++k) {
      const double centre = static_cast<double>(counts.weight_when_best(one, k)) /
                            static_cast<double>(counts.at(one, 0)) /
                            static_cast<double>(kWeightsWhole);
      CHECK(std::abs(centre - centres[one][k].value()) < 0.01);
    }
  }
}

TEST_CASE("Three alternatives under weights of which the order is known") {
  check_ranks(counted(kThree, 3, true, 12), {{{23, 25}, {14, 325}, {12, 325}},
                                             {{1, 15}, {18, 65}, {128, 195}},
                                             {{1, 75}, {17, 25}, {23, 75}}});
}

TEST_CASE("An alternative between two others, by weights in order and in none") {
  const Values values{4, 0, 0, 4, 3, 3};
  const RankCounts free = counted(values, 2, false, 2);
  check_ranks(free, {{{1, 4}}, {{1, 4}}, {{1, 2}}});
  const RankCounts ordered = counted(values, 2, true, 2);
  CHECK(agrees(ordered.above(0, 2), ordered.draws(), 0.5));
  CHECK(ordered.at(1, 2) == ordered.draws());
}

TEST_CASE("Ordered weights have the rank-order centroid as their mean") {
  const std::array<std::vector<double>, 3> centroids{std::vector<double>{3.0 / 4, 1.0 / 4},
                                                     {11.0 / 18, 5.0 / 18, 2.0 / 18},
                                                     {25.0 / 48, 13.0 / 48, 7.0 / 48, 3.0 / 48}};
  for (const std::vector<double>& centroid : centroids) {
    std::vector<double> sums(centroid.size());
    for (std::uint64_t draw = 0; draw < kFewDraws; ++draw) {
      const Values weights = in_order(drawn_weights(8, draw, centroid.size()));
      for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += static_cast<double>(weights[k]);
    }
    for (std::size_t k = 0; k < sums.size(); ++k) {
      CHECK(std::abs(sums[k] / kFewDraws / static_cast<double>(kWeightsWhole) - centroid[k]) <
            0.003);
    }
  }
}

TEST_CASE("Ranks are counted once each, and equals stand in the order of their numbers") {
  const RankCounts counts = counted({1, 1, 1, 1, 0, 2}, 2, false, 4);
  for (std::size_t one = 0; one < 3; ++one) {
    std::uint64_t of_one = 0;
    std::uint64_t of_rank = 0;
    for (std::size_t rank = 0; rank < 3; ++rank) {
      of_one += counts.at(one, rank);
      of_rank += counts.at(rank, one);
    }
    CHECK(of_one == counts.draws());
    CHECK(of_rank == counts.draws());
  }
  CHECK(counts.above(0, 1) == counts.draws());
}
