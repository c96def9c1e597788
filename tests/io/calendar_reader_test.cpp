#include <waitlist/io/calendar_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/summary.h>
#include <waitlist/report/calendar_report.h>

#include "support/folders.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::day;

std::string first_fault_of_calendar(const std::string& csv) {
  const auto read = read_holidays_csv(csv, "c.csv");
  return read ? std::string{} : to_text(read.error().front());
}

/// The details of findings that a filing date lies behind what is published.
std::vector<std::string> computed_in(const std::string& filing_date, const CompiledPolicy& policy) {
  const CaseTable cases =
      shipped::cases("case_id,listed_on,filing_date\nA,2009-10-01," + filing_date + "\n");
  const Ranking ranking = rank(cases, policy, shipped::as_of()).value();
  const Summary summary = summarise(ranking);
  std::vector<std::string> details;
  for (const Finding& finding : summary.findings) {
    if (finding.kind == FindingKind::holidays_computed) details.push_back(finding.detail);
  }
  return details;
}

}  // namespace

TEST_SUITE("calendar reader") {
  TEST_CASE("calendar reader: holidays in any order, of the whole years that have one") {
    const Holidays read = read_holidays_csv(
                              "date,title,source\n2012-12-25,,\n2010-05-03,May,\n"
                              "2013-01-01,New,computed\n")
                              .value();
    CHECK(read.days == std::vector{day("2010-05-03"), day("2012-12-25"), day("2013-01-01")});
    CHECK(read.first == day("2010-01-01"));
    CHECK(read.last == day("2013-12-31"));
    CHECK(read.computed_from == day("2013-01-01"));
    const Holidays known = read_holidays_csv("date\n2012-12-25\n").value();
    CHECK_FALSE(known.computed_from.has_value());
    const Holidays computed = read_holidays_csv("date,source\n2012-12-25,computed\n").value();
    CHECK(computed.computed_from == day("2012-01-01"));
  }

  TEST_CASE("calendar reader: the shipped file is the shipped calendar") {
    const Holidays read =
        read_holidays_csv(shipped::text_of("policies/calendars/england_and_wales.csv")).value();
    CHECK(*WorkingCalendar::make("england_and_wales", read) ==
          WorkingCalendar::england_and_wales());
    CHECK(read.computed_from == WorkingCalendar::england_and_wales().computed_from());
  }

  TEST_CASE("calendar reader: says where a file is wrong") {
    CHECK(first_fault_of_calendar("date\n2012-12-32\n").starts_with("c.csv:2:1: date"));
    CHECK(first_fault_of_calendar("title\nMay\n").find("date") != std::string::npos);
    CHECK(first_fault_of_calendar("date\n").find("a holiday at least") != std::string::npos);
    CHECK(first_fault_of_calendar("date\n2012-12-25\n2012-12-25\n").find("line 2 has this day") !=
          std::string::npos);
    CHECK(first_fault_of_calendar("date,source\n2012-12-25,x\n2012-01-02,computed\n")
              .starts_with("c.csv:3:1: source \"computed\": computed holidays stand in the years "
                           "after all that are published: the first of them is 2012-01-02, and "
                           "2012-12-25 is published"));
  }

  TEST_CASE("calendar reader: a policy counts by the calendar it names, and by no other") {
    const std::string shipped_text = shipped::text_of("policies/staffordshire_2009.toml");
    CHECK(calendar_named_by(shipped_text).value().empty());
    std::string own = shipped_text;
    own.insert(own.find("facts = "), "calendar = \"own.csv\"\n");
    CHECK(calendar_named_by(own).value() == "own.csv");
    const auto refused = read_policy(own, shipped::facts());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().front().code == ErrorCode::unknown_reference);
    const auto stamp_of = [&own](const Holidays& holidays) {
      const auto calendar = WorkingCalendar::make("own.csv", holidays);
      return read_policy(own, shipped::facts(), "p", calendar.value()).value().stamp().digest;
    };
    const Day first = day("2009-01-01");
    const Day last = day("2010-12-31");
    CHECK(stamp_of({{}, first, last}) == stamp_of({{}, first, last}));
    CHECK(stamp_of({{}, first, last}) != stamp_of({{day("2009-10-05")}, first, last}));
    CHECK(stamp_of({{}, first, last}) != stamp_of({{}, first, last + Days{1}}));
  }

  TEST_CASE("calendar reader: an own holiday is no working day before a filing date") {
    const std::string text = shipped::text_of("policies/staffordshire_2009.toml");
    std::string own = text;
    own.insert(own.find("facts = "), "calendar = \"own.csv\"\n");
    Holidays holidays{{}, day("2009-01-01"), day("2010-12-31")};
    for (Day at = day("2009-10-06"); at < day("2010-03-01"); at = at + Days{1}) {
      holidays.days.push_back(at);
    }
    const auto calendar = WorkingCalendar::make("own.csv", holidays).value();
    const CaseTable cases =
        shipped::cases("case_id,listed_on,filing_date\nA,2009-10-01,2010-04-30\n");
    const auto points = [&cases](const CompiledPolicy& policy) {
      return rank(cases, policy, shipped::as_of()).value().places().front().score.filing;
    };
    CHECK(points(read_policy(own, shipped::facts(), "p", calendar).value()) >
          points(shipped::policy("staffordshire_2009")));
  }

  TEST_CASE("calendar reader: who counts past what is published is told so") {
    const CompiledPolicy policy = shipped::policy_until_2028("staffordshire_2009");
    const Days effort = policy.written().filing->effort;
    const Day computed = day("2027-01-01");
    CHECK(computed_in((computed + effort - Days{1}).text(), policy).empty());
    CHECK(computed_in((computed + effort).text(), policy) ==
          std::vector<std::string>{
              "its working days are counted past 2026-12-31, the last day of which holidays are "
              "published; those after it are computed"});
    CHECK(computed_in("2150-01-01", shipped::policy("staffordshire_2009")).size() == 1);
    CHECK(computed_in("2150-01-01", shipped::policy("first_come_first_served")).empty());
  }

  TEST_CASE("calendar reader: what is doubtful is said, then each year") {
    std::string csv = "date,source\n";
    for (const char* year : {"2009", "2010", "2012"}) {
      for (const char* date : {"-01-05", "-05-03", "-08-30"})
        csv.append(year).append(date) += ",\n";
    }
    csv += "2011-12-27,\n2013-01-01,computed\n2013-01-02,computed\n";
    const Holidays holidays = read_holidays_csv(csv).value();
    const std::string text =
        render_text(WorkingCalendar::make("own.csv", holidays).value(), holidays);
    for (const char* part :
         {"own.csv: holidays from 2009-01-01 to 2013-12-31; those from 2013-01-01 on are computed.",
          "2011 has 1 holiday, half of the years 3 or more",
          "2009-08-30 falls on a weekend, which has no working days anyway", "published",
          "computed"}) {
      CAPTURE(part);
      CHECK(text.find(part) != std::string::npos);
    }
    CHECK(text.find("2013 has") == std::string::npos);
  }
}
