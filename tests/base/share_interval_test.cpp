#include <waitlist/base/share_interval.h>
#include <waitlist/equality/shift_interval.h>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

/// To so many digits behind the point, as printed in tables.
bool prints_as(double value, double printed, int digits = 4) {
  const double scale = std::pow(10.0, digits);
  return std::abs(std::round(value * scale) - std::round(printed * scale)) < 0.5;
}

double chance_of(std::uint64_t count, std::uint64_t of, double p) {
  double chance = 1.0;
  for (std::uint64_t i = 1; i <= of - count; ++i) {
    chance *= static_cast<double>(count + i) / static_cast<double>(i) * (1 - p);
  }
  return chance * std::pow(p, static_cast<double>(count));
}

/// The least and the mean share of draws in which an interval covers, over shares in steps.
template <class Interval>
std::pair<double, double> coverage(Interval interval, std::uint64_t of) {
  double least = 1.0;
  double sum = 0.0;
  constexpr int kSteps = 1000;  // the worked figures are those of this grid
  for (int i = 1; i < kSteps; ++i) {
    const double p = static_cast<double>(i) / kSteps;
    double covered = 0.0;
    for (std::uint64_t count = 0; count <= of; ++count) {
      const Between between = interval({count, of}, 0.95);
      if (between.lower <= p && p <= between.upper) covered += chance_of(count, of, p);
    }
    least = std::min(least, covered);
    sum += covered;
  }
  return {least, sum / (kSteps - 1)};
}

/// Intervals of each count, worked out once.
template <class Interval>
auto kept(Interval interval, std::uint64_t of) {
  std::vector<Between> all;
  for (std::uint64_t count = 0; count <= of; ++count) {
    all.push_back(interval(Counted{count, of}, 0.95));
  }
  return [all](Counted counted, double) { return all[counted.count]; };
}

}  // namespace

TEST_CASE("Intervals of a share print as worked out and as published") {
  struct Row {
    Counted counted;
    Between wilson, clopper_pearson;
  };

  const Row rows[] = {
      {{81, 263}, {.2553, .3662}, {.2527, .3676}}, {{15, 148}, {.0624, .1605}, {.0578, .1617}},
      {{1, 29}, {.0061, .1718}, {.0009, .1776}},   {{0, 20}, {0, .1611}, {0, .1684}},
      {{4, 20}, {.0807, .4160}, {.0573, .4366}},   {{7, 50}, {.0695, .2619}, {.0582, .2674}},
      {{2, 5}, {.1176, .7693}, {.0527, .8534}},    {{0, 5}, {0, .4345}, {0, .5218}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.counted.count);
    const Between narrow = wilson(row.counted);
    const Between sure = clopper_pearson(row.counted);
    CHECK(prints_as(narrow.lower, row.wilson.lower));
    CHECK(prints_as(narrow.upper, row.wilson.upper));
    CHECK(prints_as(sure.lower, row.clopper_pearson.lower));
    CHECK(prints_as(sure.upper, row.clopper_pearson.upper));
    // All others of as many: the same turned round.
    const Counted others{row.counted.of - row.counted.count, row.counted.of};
    CHECK(clopper_pearson(others).lower == doctest::Approx(1 - sure.upper));
    CHECK(wilson(others).upper == doctest::Approx(1 - narrow.lower));
  }
}

TEST_CASE("An interval of a share covers as often as it is said to") {
  struct Row {
    std::uint64_t of;
    double wilson_least, wilson_mean, sure_least, sure_mean;
  };

  for (const Row& row : {Row{5, .833, .955, .975, .990}, Row{20, .852, .953, .958, .977}}) {
    CAPTURE(row.of);
    const auto narrow = coverage(kept(wilson, row.of), row.of);
    const auto sure = coverage(kept(clopper_pearson, row.of), row.of);
    CHECK(prints_as(narrow.first, row.wilson_least, 3));
    CHECK(prints_as(narrow.second, row.wilson_mean, 3));
    CHECK(prints_as(sure.first, row.sure_least, 3));
    CHECK(prints_as(sure.second, row.sure_mean, 3));
    CHECK(sure.first >= 0.95);
  }
}

TEST_CASE("Intervals of a gap of shares print as worked out and as published") {
  const Between published = newcombe_gap({56, 70}, {48, 80});
  CHECK(prints_as(published.lower, .0524));
  CHECK(prints_as(published.upper, .3339));
  const Between small = newcombe_gap({4, 5}, {6, 20});
  CHECK(prints_as(small.lower, .022, 3));
  CHECK(prints_as(small.upper, .725, 3));
  const Between sure = guaranteed_gap({4, 5}, {6, 20});
  CHECK(prints_as(sure.lower, -.338, 3));
  CHECK(prints_as(sure.upper, .895, 3));
}

TEST_CASE("The usual difference of two units has the interval that was worked out") {
  const std::vector<std::int64_t> points{96, 91, 88, 80, 74, 70, 63, 60, 52, 47, 41, 30};
  const std::vector<std::uint8_t> in_group{0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1};
  const auto found = shift_interval(points, in_group);
  REQUIRE(found.has_value());
  CHECK(found->exact);
  CHECK(found->estimate == -25);
  CHECK(found->lower == -50);
  CHECK(found->upper == 4);
  CHECK(found->confidence == doctest::Approx(471.0 / 495).epsilon(1e-12));
}

TEST_CASE("The usual difference is read off all differences of two units") {
  CHECK(rc::check("shift interval", [] {
    const auto count = *rc::gen::inRange<std::size_t>(2, 30);
    const auto values = *rc::gen::container<std::vector<std::int64_t>>(
        count, rc::gen::inRange<std::int64_t>(-40, 40));
    const auto marks =
        *rc::gen::container<std::vector<std::uint8_t>>(count, rc::gen::element<std::uint8_t>(0, 1));
    std::vector<std::int64_t> differences;
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        if (marks[i] == 1 && marks[j] == 0) differences.push_back(values[i] - values[j]);
      }
    }
    std::ranges::sort(differences);
    const auto found = shift_interval(values, marks);
    const bool enough = found.has_value();
    if (!enough) return;
    const std::size_t all = differences.size();
    RC_ASSERT(found->estimate * 2 ==
              static_cast<double>(differences[(all - 1) / 2] + differences[all / 2]));
    const auto low = std::ranges::find(differences, found->lower) - differences.begin();
    RC_ASSERT(differences[static_cast<std::size_t>(low)] == found->lower);
    RC_ASSERT(found->lower <= found->estimate);
    RC_ASSERT(found->estimate <= found->upper);
    RC_ASSERT(found->confidence >= 0.95);
  }));
}

TEST_CASE("So few units have no interval of that confidence, and of many it is approximate") {
  CHECK_FALSE(
      shift_interval(std::vector<std::int64_t>{1, 2, 3, 4}, std::vector<std::uint8_t>{1, 0, 1, 0})
          .has_value());
  CHECK_FALSE(
      shift_interval(std::vector<std::int64_t>{1, 2}, std::vector<std::uint8_t>{1, 1}).has_value());
  // Near the counted one where both are known: 40 of 66 and 40 of 400.
  std::vector<std::int64_t> values(400);
  std::vector<std::uint8_t> marks(400);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<std::int64_t>((i * 7919) % 400);
    marks[i] = i % 4 == 0 ? 1 : 0;
  }
  const auto many = shift_interval(values, marks);
  REQUIRE(many.has_value());
  CHECK_FALSE(many->exact);
  CHECK(many->lower <= many->estimate);
  CHECK(many->estimate <= many->upper);
}
