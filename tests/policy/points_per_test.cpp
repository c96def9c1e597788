#include "policy/points_per.h"

#include <waitlist/base/limits.h>

#include "support/shipped.h"
#include "support/slow_per.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string_view>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

std::int64_t draw(std::int64_t least, std::int64_t most) {
  return *rc::gen::resize(100, rc::gen::inRange(least, most + 1));
}

PointsPer random_scale() {
  PointsPer per;
  per.points = Points{draw(-2000, 2000)};
  per.every = Decimal::of_units(draw(1, 60), static_cast<int>(draw(0, 2)));
  per.from = Decimal::of_units(draw(0, 300), static_cast<int>(draw(0, 2)));
  per.start = Points{draw(0, 9000)};
  if (draw(0, 1) == 0) per.at_most = Points{draw(0, 20'000)};
  per.steps = draw(0, 1) == 0 ? StepsCounted::full : StepsCounted::part;
  return per;
}

}  // namespace

TEST_SUITE("points per step") {
  TEST_CASE("points per step: full steps, parts of steps, where they begin and where they end") {
    struct Row {
      PointsPer per;
      const char* number;
      std::int64_t thousandths;
    };

    const Points one{1000};
    const auto full = StepsCounted::full;
    const auto part = StepsCounted::part;
    for (const Row& row :
         {Row{{one, 365, 0, {}, {}, part}, "1", 2}, Row{{one, 365, 0, {}, {}, part}, "365", 1000},
          Row{{one, 365, 0, {}, {}, full}, "364", 0}, Row{{one, 365, 0, {}, {}, full}, "730", 2000},
          Row{{one, 1, Decimal::of_units(75, 1), {}, {}, full}, "8.4", 0},
          Row{{one, 1, Decimal::of_units(75, 1), {}, {}, full}, "8.5", 1000},
          Row{{one, 1, Decimal::of_units(75, 1), {}, {}, part}, "7.5", 0},
          Row{{one, 1, Decimal::of_units(75, 1), {}, {}, part}, "7.6", 100},
          Row{{Points{-1000}, 3, 0, Points{2500}, {}, part}, "1", 2166},
          Row{{Points{-1000}, 3, 0, Points{2500}, {}, part}, "9", 0},
          Row{{Points{-1000}, 3, 0, Points{2500}, {}, full}, "3", 1500},
          Row{{one, 1, 0, Points{500}, Points{1500}, full}, "9", 1500},
          Row{{one, 1, 0, Points{2500}, Points{1500}, full}, "0", 1500}}) {
      CAPTURE(row.number);
      CHECK(earned(row.per, *Decimal::parse(row.number)).count() == row.thousandths);
    }
  }

  TEST_CASE("points per step: the greatest numbers there are earn what they are worth exactly") {
    PointsPer per{whole_points(1'000'000), limits::kCountMax, 0, {}, {}, StepsCounted::part};
    CHECK(earned(per, limits::kCountMax) == whole_points(1'000'000));
    CHECK(earned(per, limits::kCountMax / 2) == whole_points(500'000));
    CHECK(earned(per, 1) == Points{2});
    per.every = Decimal::of_millionths(499'999'999'999'999);
    CHECK(earned(per, Decimal::of_millionths(499'999'999'999'998)) == Points{999'999'999});
    per = {Points{1}, Decimal::of_millionths(1), 0, {}, {}, StepsCounted::full};
    CHECK_FALSE(stays_within(per, limits::kCountMax));
    CHECK(earned(per, limits::kCountMax) == whole_points(1'000'000));
    per.points = Points{-1};
    per.start = whole_points(1'000'000);
    CHECK(earned(per, limits::kCountMax) == Points{0});
    CHECK(stays_within(per, limits::kCountMax));
  }

  TEST_CASE("points per step: a number earns what counting the steps one by one gives") {
    CHECK(rc::check([] {
      const PointsPer per = random_scale();
      const auto number = Decimal::of_units(draw(0, 4000), static_cast<int>(draw(0, 2)));
      RC_ASSERT(earned(per, number).count() == slow_oracle::per_points(per, number));
    }));
  }

  TEST_CASE("points per step: between two steps that are foreseen no number earns anything else") {
    CHECK(rc::check([] {
      const PointsPer per = random_scale();
      std::int64_t next = 0;
      for (std::int64_t number = 0; number < 400; ++number) {
        if (number == next) {
          const auto after = next_step(per, number);
          next = after.value_or(1'000'000);
          RC_ASSERT(next > number);
        } else {
          RC_ASSERT(earned(per, number) == earned(per, number - 1));
        }
      }
    }));
  }

  TEST_CASE("points per step: units of a date are completed on the day foreseen, not before") {
    CHECK(rc::check([] {
      const Day since = *Day::from_days_since_epoch(draw(-25'567, 84'005));
      const auto unit = static_cast<DateUnit>(draw(0, 2));
      const std::int64_t count = draw(0, unit == DateUnit::days ? 4000 : 130);
      const auto day = day_completed(unit, since, count);
      if (!day) return;
      RC_ASSERT(completed(unit, since, *day) == count);
      RC_ASSERT(slow_oracle::units_completed(unit, since, *day) == count);
      if (count > 0) RC_ASSERT(completed(unit, since, *day - Days{1}) == count - 1);
    }));
  }

  TEST_CASE("points per step: a year from 29 February is completed on 1 March, or on its own day") {
    const Day leap = shipped::day("2008-02-29");
    CHECK(day_completed(DateUnit::years, leap, 1) == shipped::day("2009-03-01"));
    CHECK(day_completed(DateUnit::years, leap, 4) == shipped::day("2012-02-29"));
    CHECK(completed(DateUnit::years, leap, shipped::day("2009-02-28")) == 0);
    CHECK(completed(DateUnit::months, shipped::day("2009-01-31"), shipped::day("2009-02-28")) == 0);
    CHECK(completed(DateUnit::months, shipped::day("2009-01-31"), shipped::day("2009-03-01")) == 1);
    CHECK(completed(DateUnit::days, leap, leap - Days{3}) == 0);
    CHECK_FALSE(day_completed(DateUnit::years, leap, 300).has_value());
    CHECK_FALSE(day_completed(DateUnit::days, Day::last(), 1).has_value());
    CHECK(most_completed(DateUnit::days) == 109'572);
    CHECK(most_completed(DateUnit::months) == 3599);
    CHECK(most_completed(DateUnit::years) == 299);
  }
}
