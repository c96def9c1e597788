#include <waitlist/cases/working_calendar.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::day;

const WorkingCalendar& shipped_calendar() { return WorkingCalendar::england_and_wales(); }

}  // namespace

TEST_SUITE("working calendar") {
  TEST_CASE("working calendar: knows the bank holidays of England and Wales") {
    // gov.uk/bank-holidays and the proclamations for 2011, 2012, 2020, 2022 and 2023.
    for (const char* holiday :
         {"2009-01-01", "2009-04-10", "2009-04-13", "2009-05-04", "2009-05-25", "2009-08-31",
          "2009-12-25", "2009-12-28", "2010-01-01", "2011-04-29", "2012-06-05", "2020-05-08",
          "2020-12-28", "2022-06-03", "2022-09-19", "2023-05-08"}) {
      CAPTURE(holiday);
      CHECK_FALSE(shipped_calendar().is_working_day(day(holiday)));
    }
    for (const char* working :
         {"2009-10-05", "2009-12-24", "2009-12-29", "2020-05-04", "2012-05-28", "2022-05-30"}) {
      CAPTURE(working);
      CHECK(shipped_calendar().is_working_day(day(working)));
    }
    CHECK_FALSE(shipped_calendar().is_working_day(day("2009-10-03")));
    CHECK_FALSE(shipped_calendar().is_working_day(day("2009-10-04")));
  }

  TEST_CASE("working calendar: counts working days after the first day up to the second") {
    const auto between = [](const char* from, const char* to) {
      return shipped_calendar().between(day(from), day(to)).count();
    };
    CHECK(between("2009-10-05", "2009-10-05") == 0);
    CHECK(between("2009-10-05", "2009-10-12") == 5);
    CHECK(between("2009-10-02", "2009-10-05") == 1);
    CHECK(between("2009-12-24", "2010-01-04") == 4);
    CHECK(between("2009-10-12", "2009-10-05") == -5);
  }

  TEST_CASE("working calendar: counting day by day gives the same") {
    CHECK(rc::check([] {
      const auto first = *rc::gen::inRange<std::int64_t>(10957, 20000);
      const auto length = *rc::gen::inRange<std::int64_t>(0, 400);
      const Day from = *Day::from_days_since_epoch(first);
      const Day to = from + Days{length};
      std::int64_t count = 0;
      for (Day at = from; at < to;) {
        at = at + Days{1};
        if (shipped_calendar().is_working_day(at)) ++count;
      }
      RC_ASSERT(shipped_calendar().between(from, to).count() == count);
      RC_ASSERT(shipped_calendar().between(to, from).count() == -count);
    }));
  }

  TEST_CASE("working calendar: finds the first day with few enough working days left") {
    const WorkingCalendar& calendar = WorkingCalendar::england_and_wales();
    const Day to = Day::parse("2010-01-08").value();  // a Friday, after two bank holidays
    for (std::int64_t left = -5; left <= 15; ++left) {
      CAPTURE(left);
      const auto day = calendar.day_with_left(to, WorkingDays{left});
      REQUIRE(day.has_value());
      CHECK(calendar.between(*day, to) <= WorkingDays{left});
      CHECK(calendar.between(*day - Days{1}, to) > WorkingDays{left});
    }
    CHECK_FALSE(calendar.day_with_left(calendar.last_day(), WorkingDays{-1}).has_value());
  }

  TEST_CASE("working calendar: ends with its data, and refuses what cannot be") {
    CHECK(shipped_calendar().covers(day("2028-12-31")));
    CHECK_FALSE(shipped_calendar().covers(day("2029-01-01")));
    CHECK_FALSE(shipped_calendar().covers(day("1994-12-31")));
    const std::vector<Day> none;
    const std::vector<Day> outside{day("2011-01-03")};
    CHECK_FALSE(WorkingCalendar::make("x", none, day("2010-01-02"), day("2010-01-01")).has_value());
    CHECK_FALSE(
        WorkingCalendar::make("x", outside, day("2010-01-01"), day("2010-12-31")).has_value());
    const auto week = WorkingCalendar::make("x", none, day("2010-01-04"), day("2010-01-10"));
    REQUIRE(week.has_value());
    CHECK(week->name() == "x");
    CHECK(week->between(day("2010-01-04"), day("2010-01-10")) == WorkingDays{4});
    CHECK(week->first_day() == day("2010-01-04"));
    CHECK(week->last_day() == day("2010-01-10"));
  }
}
