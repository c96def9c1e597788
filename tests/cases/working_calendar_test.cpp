#include <waitlist/cases/working_calendar.h>

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <chrono>
#include <set>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::day;

bool is_weekend(Day day) {
  const std::chrono::weekday weekday{
      std::chrono::sys_days{std::chrono::days{day.days_since_epoch()}}};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

/// Easter by the tables of 1752 (Gregorian): the Sunday after the full moon on or after 21 March.
Day easter(int year) {
  const int golden = year % 19 + 1;
  const int century = year / 100 + 1;
  const int left_out = 3 * century / 4 - 12;
  const int moon = (8 * century + 5) / 25 - 5;
  int epact = (11 * golden + 20 + moon - left_out) % 30;
  if (epact < 0) epact += 30;
  if ((epact == 25 && golden > 11) || epact == 24) ++epact;
  int full = 44 - epact;
  if (full < 21) full += 30;
  const int sunday = 5 * year / 4 - left_out - 10;
  return *Day::from_ymd(year, 3, 1) + Days{full + 7 - (sunday + full) % 7 - 1};
}

/// A day that falls on a weekend is taken on the next working day that is no holiday itself.
void take(std::set<Day>& days, Day day) {
  while (is_weekend(day) || days.contains(day)) day = day + Days{1};
  days.insert(day);
}

Day first_monday(Day from) {
  while (std::chrono::weekday{std::chrono::sys_days{std::chrono::days{from.days_since_epoch()}}} !=
         std::chrono::Monday) {
    from = from + Days{1};
  }
  return from;
}

/// Monday to Friday alone.
std::set<Day> days_by_rule(int year) {
  std::set<Day> days;
  take(days, *Day::from_ymd(year, 1, 1));
  days.insert(easter(year) - Days{2});
  days.insert(easter(year) + Days{1});
  days.insert(first_monday(*Day::from_ymd(year, 5, 1)));
  days.insert(first_monday(*Day::from_ymd(year, 5, 25)));
  days.insert(first_monday(*Day::from_ymd(year, 8, 25)));
  const Day christmas = *Day::from_ymd(year, 12, 25);
  const Day boxing = *Day::from_ymd(year, 12, 26);
  if (!is_weekend(christmas)) days.insert(christmas);
  if (!is_weekend(boxing)) days.insert(boxing);
  if (is_weekend(christmas)) take(days, boxing + Days{1});
  if (is_weekend(boxing)) take(days, boxing + Days{1});
  return days;
}

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
    CHECK(shipped_calendar().covers(day("2199-12-31")));
    CHECK(shipped_calendar().computed_from() == day("2029-01-01"));
    CHECK_FALSE(shipped_calendar().covers(day("1994-12-31")));
    const Day first = day("2010-01-04");
    const Day last = day("2010-01-10");
    const auto is_made = [](const Holidays& holidays) {
      return WorkingCalendar::make("x", holidays).has_value();
    };
    CHECK_FALSE(is_made({{}, last, first}));
    CHECK_FALSE(is_made({{day("2010-01-03")}, first, last}));
    CHECK_FALSE(is_made({{day("2010-01-11")}, first, last}));
    CHECK_FALSE(is_made({{}, first, last, day("2010-01-11")}));
    const auto week = WorkingCalendar::make("x", {{}, first, last});
    REQUIRE(week.has_value());
    CHECK(week->name() == "x");
    CHECK(week->between(first, last) == WorkingDays{4});
    CHECK(week->first_day() == first);
    CHECK(week->last_day() == last);
    CHECK_FALSE(week->computed_from().has_value());
    CHECK(*week == *WorkingCalendar::make("x", {{last}, first, last}));  // a Sunday anyway
    CHECK_FALSE(*week == *WorkingCalendar::make("y", {{}, first, last}));
    CHECK_FALSE(*week == *WorkingCalendar::make("x", {{day("2010-01-05")}, first, last}));
    CHECK_FALSE(*week == *WorkingCalendar::make("x", {{}, first, last, last}));
  }

  TEST_CASE("working calendar: what is computed is what law and custom of 1995 to 2028 come to") {
    // Banking and Financial Dealings Act 1971, Schedule 1, the two days of common law, and the days
    // proclaimed every year since 1978. Other days were proclaimed in these years alone.
    const std::set<int> proclaimed{1995, 1999, 2002, 2011, 2012, 2020, 2022, 2023};
    for (int year = 1995; year <= 2199; ++year) {
      CAPTURE(year);
      std::set<Day> rule = days_by_rule(year);
      std::set<Day> found;
      const Day last = *Day::from_ymd(year, 12, 31);
      for (Day at = *Day::from_ymd(year, 1, 1);; at = at + Days{1}) {
        if (!is_weekend(at) && !shipped_calendar().is_working_day(at)) found.insert(at);
        if (at == last) break;
      }
      CHECK((found == rule) != proclaimed.contains(year));
    }
  }
}
