#include "io/mapping/written_day.h"

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr DayOrder kDayFirst = DayOrder::day_month_year;
constexpr DayOrder kMonthFirst = DayOrder::month_day_year;
constexpr DayOrder kYearFirst = DayOrder::year_month_day;

/// The day that is read, or what is wrong.
std::string read_day(const DayRules& rules, const std::string& cell) {
  CellFault fault;
  const auto day = read_written_day(rules, cell, fault);
  if (day) return day->text();
  CHECK(fault.found == cell);
  CHECK(fault.code == ErrorCode::not_a_date);
  return fault.reason;
}

struct DayRow {
  DayRules rules;
  const char* cell;
  const char* expected;  ///< the day, or a part of what is wrong
};

const std::vector<DayRow> kDayRows{
    {{kDayFirst}, "06/04/2009", "2009-04-06"},
    {{kDayFirst}, "6/4/2009", "2009-04-06"},
    {{kDayFirst}, "06.04.2009", "2009-04-06"},
    {{kDayFirst}, "06-04-2009", "2009-04-06"},
    {{kDayFirst}, "06 04 2009", "2009-04-06"},
    {{kDayFirst}, "06042009", "2009-04-06"},
    {{kDayFirst}, "2009-04-06", "2009-04-06"},
    {{kDayFirst}, "6 April 2009", "2009-04-06"},
    {{kDayFirst}, "6th April 2009", "2009-04-06"},
    {{kDayFirst}, "06-Apr-2009", "2009-04-06"},
    {{kDayFirst}, "06APR2009", "2009-04-06"},
    {{kDayFirst}, "Apr 6, 2009", "2009-04-06"},
    {{kDayFirst}, "1 Sept 2009", "2009-09-01"},
    {{kDayFirst}, "Mon 06/04/2009", "2009-04-06"},
    {{kDayFirst}, "Monday, 6 April 2009", "2009-04-06"},
    {{kDayFirst}, "29/02/2008", "2008-02-29"},
    {{kDayFirst}, "Tue 06/04/2009", "that day is a monday"},
    {{kDayFirst}, "29/02/2009", "no such day"},
    {{kDayFirst}, "04/16/2009", "is the order in [dates] of the mapping right?"},
    {{kDayFirst}, "2009/04/06", "not written as day/month/year"},
    {{kDayFirst}, "06/04-2009", "not a day"},
    {{kDayFirst}, "06/04/09", "two_digit_years_from"},
    {{kDayFirst}, "06/04/009", "not a day"},
    {{kDayFirst}, "6/4", "not a day"},
    {{kDayFirst}, "April 2009", "not a day"},
    {{kDayFirst}, "soon", "not a day"},
    {{kDayFirst}, "39909", "excel_serials"},
    {{kDayFirst}, "06/04/2009 14:30", "times = \"drop\""},
    {{kDayFirst}, "06/04/2009 and later", "not a day"},
    {{kDayFirst}, "31/12/1899", "no such day"},
    {{kMonthFirst}, "04/06/2009", "2009-04-06"},
    {{kMonthFirst}, "4/6/2009", "2009-04-06"},
    {{kMonthFirst}, "16/04/2009", "is the order"},
    {{kYearFirst}, "2009/4/6", "2009-04-06"},
    {{kYearFirst}, "2009-4-6", "2009-04-06"},
    {{kYearFirst}, "20090406", "2009-04-06"},
    {{kYearFirst}, "06/04/2009", "not written as year/month/day"},
    {{}, "2009-04-06", "2009-04-06"},
    {{}, "6 Apr 2009", "2009-04-06"},
    {{}, "06/04/2009", "which part is the day"},
    {{}, "20090406", "which part is the day"},
    {{kDayFirst, 1980}, "06/04/79", "2079-04-06"},
    {{kDayFirst, 1980}, "06/04/80", "1980-04-06"},
    {{kDayFirst, 1980}, "06-Apr-09", "2009-04-06"},
    {{kDayFirst, 2000}, "06/04/99", "2099-04-06"},
    {{kDayFirst, 1999}, "06/04/99", "1999-04-06"},
    {{kDayFirst, 1999}, "06/04/98", "2098-04-06"},
    {{kDayFirst, {}, true}, "06/04/2009 00:00", "2009-04-06"},
    {{kDayFirst, {}, true}, "06/04/2009 14:30:05", "2009-04-06"},
    {{kDayFirst, {}, true}, "06/04/2009 2:30 PM", "2009-04-06"},
    {{kDayFirst, {}, true}, "06/04/2009, 14:30", "2009-04-06"},
    {{kDayFirst, {}, true}, "2009-04-06T14:30:05.123", "2009-04-06"},
    {{kDayFirst, {}, true}, "2009-04-06 14:30:05.1234567", "2009-04-06"},
    {{kDayFirst, {}, true}, "2009-04-06T23:30:00Z", "zone"},
    {{kDayFirst, {}, true}, "2009-04-06T23:30:00+01:00", "zone"},
    {{kDayFirst, {}, true}, "06/04/2009 23:30 GMT", "zone"},
    {{kDayFirst, {}, true}, "06/04/2009 25:00", "not a day"},
    {{kDayFirst, {}, true}, "06/04/2009 14", "not a day"},
    {{kDayFirst, {}, false, 1900}, "39909", "2009-04-06"},
    {{kDayFirst, {}, false, 1900}, "39909.0", "2009-04-06"},
    {{kDayFirst, {}, false, 1900}, "39909.5", "times"},
    {{kDayFirst, {}, true, 1900}, "39909.604166667", "2009-04-06"},
    {{kDayFirst, {}, false, 1900}, "2009", "not a day"},
    {{kDayFirst, {}, false, 1900}, "99999", "2173-10-13"},
    {{kDayFirst, {}, false, 1904}, "38447", "2009-04-06"},
    {{{}, {}, false, 1900}, "39909", "2009-04-06"},
    {{kDayFirst, {}, false, 1900}, "39909x", "not a day"},
};

}  // namespace

TEST_SUITE("written day") {
  TEST_CASE("days: what the mapping says, and no more") {
    for (const DayRow& row : kDayRows) {
      CAPTURE(row.cell);
      const std::string found = read_day(row.rules, row.cell);
      CHECK_MESSAGE(found.find(row.expected) != std::string::npos, found);
    }
  }

  TEST_CASE("days: every day comes back from every way of writing it") {
    CHECK(rc::check("written in each order, as a serial and in letters", [] {
      const auto day = *Day::from_days_since_epoch(*rc::gen::inRange(-20'000, 60'000));
      const std::string iso = day.text();
      const std::string year = iso.substr(0, 4);
      const std::string month = iso.substr(5, 2);
      const std::string date = iso.substr(8, 2);
      RC_ASSERT(read_day({kDayFirst}, date + '/' + month + '/' + year) == iso);
      RC_ASSERT(read_day({kMonthFirst}, month + '/' + date + '/' + year) == iso);
      RC_ASSERT(read_day({kYearFirst}, year + month + date) == iso);
      RC_ASSERT(read_day({}, iso) == iso);
      const std::string serial = std::to_string(day.days_since_epoch() + 25'569);
      if (serial.size() == 5) RC_ASSERT(read_day({{}, {}, false, 1900}, serial) == iso);
    }));
  }
}
