#include <waitlist/base/day.h>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <ctime>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

TEST_SUITE("day") {
  TEST_CASE("day: reads exactly the days that exist, written YYYY-MM-DD") {
    for (const char* text : {"1900-01-01", "2000-02-29", "2009-10-05", "2199-12-31"}) {
      CAPTURE(text);
      REQUIRE(Day::parse(text).has_value());
      CHECK(Day::parse(text)->text() == text);
    }
    for (const char* text :
         {"", "2009-10-5", "2009-13-01", "2009-00-10", "2009-02-29", "1900-02-29", "2100-02-29",
          "2009-04-31", "2009-10-00", "1899-12-31", "2200-01-01", "05-10-2009", "2009/10/05",
          " 2009-10-05", "2009-10-05 ", "2009-10-055", "+009-10-05", "2009-1o-05"}) {
      CAPTURE(text);
      CHECK_FALSE(Day::parse(text).has_value());
    }
  }

  TEST_CASE("day: counts like the calendar of the C library") {
    CHECK(rc::check([] {
      const auto days = *rc::gen::inRange<std::int64_t>(-25567, 84006);
      const auto day = Day::from_days_since_epoch(days);
      RC_ASSERT(day.has_value());
      const std::time_t seconds = days * 86400;
      std::tm parts{};
      RC_ASSERT(gmtime_r(&seconds, &parts) != nullptr);
      RC_ASSERT(day->year() == parts.tm_year + 1900);
      RC_ASSERT(day->month() == static_cast<unsigned>(parts.tm_mon + 1));
      RC_ASSERT(day->day_of_month() == static_cast<unsigned>(parts.tm_mday));
    }));
  }

  TEST_CASE("day: ends at its limits instead of leaving them") {
    CHECK_FALSE(Day::from_days_since_epoch(-25568).has_value());
    CHECK_FALSE(Day::from_days_since_epoch(84006).has_value());
    CHECK(Day::last() + Days{1} == Day::last());
    CHECK(Day::first() - Days{1} == Day::first());
    CHECK(Day::last() - Day::first() == Days{109572});
  }

  TEST_CASE("day: months of age are completed on the day of birth, or on the 1st after it") {
    struct Row {
      const char* born;
      const char* on;
      std::int64_t months;
    };

    for (const Row& row : {Row{"2008-02-06", "2009-04-06", 14}, Row{"2008-02-06", "2009-04-05", 13},
                           Row{"2008-02-29", "2009-02-28", 11}, Row{"2008-02-29", "2009-03-01", 12},
                           Row{"2009-01-31", "2009-02-28", 0}, Row{"2009-01-31", "2009-03-01", 1},
                           Row{"2009-10-05", "2009-10-05", 0}, Row{"2009-10-06", "2009-10-05", 0},
                           Row{"1991-10-05", "2009-10-05", 216}}) {
      CAPTURE(row.born);
      CAPTURE(row.on);
      CHECK(completed_months(*Day::parse(row.born), *Day::parse(row.on)) == Months{row.months});
    }
  }

  TEST_CASE("day: the day of an age is the first on which its months are completed") {
    CHECK(rc::check([] {
      const auto born = Day::from_days_since_epoch(*rc::gen::inRange<std::int64_t>(-25567, 70000));
      const Months months{*rc::gen::inRange<std::int64_t>(0, 300)};
      const auto day = day_of_age(*born, months);
      RC_ASSERT(day.has_value());
      RC_ASSERT(completed_months(*born, *day) == months);
      RC_ASSERT(months == Months{0} || completed_months(*born, *day - Days{1}) < months);
    }));
    CHECK(day_of_age(*Day::parse("2008-02-29"), Months{12}) == Day::parse("2009-03-01"));
    CHECK(day_of_age(*Day::parse("2009-12-31"), Months{2}) == Day::parse("2010-03-01"));
    CHECK(day_of_age(Day::last(), Months{0}) == Day::last());
    CHECK_FALSE(day_of_age(Day::last(), Months{1}).has_value());
  }
}
