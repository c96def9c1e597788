#include "io/mapping/written_day.h"

#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

constexpr DayOrder kDayThenMonth = DayOrder::day_month_year;
constexpr DayOrder kMonthThenDay = DayOrder::month_day_year;
constexpr DayOrder kYearThenMonth = DayOrder::year_month_day;

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
    {{kDayThenMonth}, "06/04/2009", "2009-04-06"},
    {{kDayThenMonth}, "6/4/2009", "2009-04-06"},
    {{kDayThenMonth}, "06.04.2009", "2009-04-06"},
    {{kDayThenMonth}, "06-04-2009", "2009-04-06"},
    {{kDayThenMonth}, "06 04 2009", "2009-04-06"},
    {{kDayThenMonth}, "06042009", "2009-04-06"},
    {{kDayThenMonth}, "2009-04-06", "2009-04-06"},
    {{kDayThenMonth}, "6 April 2009", "2009-04-06"},
    {{kDayThenMonth}, "6th April 2009", "2009-04-06"},
    {{kDayThenMonth}, "06-Apr-2009", "2009-04-06"},
    {{kDayThenMonth}, "06APR2009", "2009-04-06"},
    {{kDayThenMonth}, "Apr 6, 2009", "2009-04-06"},
    {{kDayThenMonth}, "1 Sept 2009", "2009-09-01"},
    {{kDayThenMonth}, "Mon 06/04/2009", "2009-04-06"},
    {{kDayThenMonth}, "Monday, 6 April 2009", "2009-04-06"},
    {{kDayThenMonth}, "29/02/2008", "2008-02-29"},
    {{kDayThenMonth}, "Tue 06/04/2009", "that day is a monday"},
    {{kDayThenMonth}, "29/02/2009", "no such day"},
    {{kDayThenMonth}, "04/16/2009", "is the order in [dates] of the mapping right?"},
    {{kDayThenMonth}, "2009/04/06", "not written as day/month/year"},
    {{kDayThenMonth}, "06/04-2009", "not a day"},
    {{kDayThenMonth}, "06/04/09", "two_digit_years_from"},
    {{kDayThenMonth}, "06/04/009", "not a day"},
    {{kDayThenMonth}, "6/4", "not a day"},
    {{kDayThenMonth}, "April 2009", "not a day"},
    {{kDayThenMonth}, "soon", "not a day"},
    {{kDayThenMonth}, "39909", "excel_serials"},
    {{kDayThenMonth}, "06/04/2009 14:30", "times = \"drop\""},
    {{kDayThenMonth}, "06/04/2009 and later", "not a day"},
    {{kDayThenMonth}, "31/12/1899", "no such day"},
    {{kMonthThenDay}, "04/06/2009", "2009-04-06"},
    {{kMonthThenDay}, "4/6/2009", "2009-04-06"},
    {{kMonthThenDay}, "16/04/2009", "is the order"},
    {{kYearThenMonth}, "2009/4/6", "2009-04-06"},
    {{kYearThenMonth}, "2009-4-6", "2009-04-06"},
    {{kYearThenMonth}, "20090406", "2009-04-06"},
    {{kYearThenMonth}, "06/04/2009", "not written as year/month/day"},
    {{}, "2009-04-06", "2009-04-06"},
    {{}, "6 Apr 2009", "2009-04-06"},
    {{}, "06/04/2009", "which part is the day"},
    {{}, "20090406", "which part is the day"},
    {{kDayThenMonth, 1980}, "06/04/79", "2079-04-06"},
    {{kDayThenMonth, 1980}, "06/04/80", "1980-04-06"},
    {{kDayThenMonth, 1980}, "06-Apr-09", "2009-04-06"},
    {{kDayThenMonth, 2000}, "06/04/99", "2099-04-06"},
    {{kDayThenMonth, 1999}, "06/04/99", "1999-04-06"},
    {{kDayThenMonth, 1999}, "06/04/98", "2098-04-06"},
    {{kDayThenMonth, {}, true}, "06/04/2009 00:00", "2009-04-06"},
    {{kDayThenMonth, {}, true}, "06/04/2009 14:30:05", "2009-04-06"},
    {{kDayThenMonth, {}, true}, "06/04/2009 2:30 PM", "2009-04-06"},
    {{kDayThenMonth, {}, true}, "06/04/2009, 14:30", "2009-04-06"},
    {{kDayThenMonth, {}, true}, "2009-04-06T14:30:05.123", "2009-04-06"},
    {{kDayThenMonth, {}, true}, "2009-04-06 14:30:05.1234567", "2009-04-06"},
    {{kDayThenMonth, {}, true}, "2009-04-06T23:30:00Z", "zone"},
    {{kDayThenMonth, {}, true}, "2009-04-06T23:30:00+01:00", "zone"},
    {{kDayThenMonth, {}, true}, "06/04/2009 23:30 GMT", "zone"},
    {{kDayThenMonth, {}, true}, "06/04/2009 25:00", "not a day"},
    {{kDayThenMonth, {}, true}, "06/04/2009 14", "not a day"},
    {{kDayThenMonth, {}, false, 1900}, "39909", "2009-04-06"},
    {{kDayThenMonth, {}, false, 1900}, "39909.0", "2009-04-06"},
    {{kDayThenMonth, {}, false, 1900}, "39909.5", "times"},
    {{kDayThenMonth, {}, true, 1900}, "39909.604166667", "2009-04-06"},
    {{kDayThenMonth, {}, false, 1900}, "2009", "not a day"},
    {{kDayThenMonth, {}, false, 1900}, "99999", "2173-10-13"},
    {{kDayThenMonth, {}, false, 1904}, "38447", "2009-04-06"},
    {{{}, {}, false, 1900}, "39909", "2009-04-06"},
    {{kDayThenMonth, {}, false, 1900}, "39909x", "not a day"},
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
      RC_ASSERT(read_day({kDayThenMonth}, date + '/' + month + '/' + year) == iso);
      RC_ASSERT(read_day({kMonthThenDay}, month + '/' + date + '/' + year) == iso);
      RC_ASSERT(read_day({kYearThenMonth}, year + month + date) == iso);
      RC_ASSERT(read_day({}, iso) == iso);
      const std::string serial = std::to_string(day.days_since_epoch() + 25'569);
      if (serial.size() == 5) RC_ASSERT(read_day({{}, {}, false, 1900}, serial) == iso);
    }));
  }
}
