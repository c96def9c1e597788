// What the shipped policies promise about a case that is known and one that is not.
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/summary.h>
#include <waitlist/scoring/explanation.h>

#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

/// A list of cases without filing date: every fact that is not a column is answered "no".
std::string list_of(std::string columns, std::initializer_list<std::string> rows) {
  std::string nos;
  for (const FactDefinition& fact : shipped::facts().facts()) {
    const bool column = ("," + columns + ",").find("," + fact.id + ",") != std::string::npos;
    if (column || !fact.no_is_answer) continue;
    columns += "," + fact.id;
    nos += ",no";
  }
  std::string text = columns + "\n";
  for (const std::string& row : rows) text += row + nos + "\n";
  return text;
}

Ranking ranked(const std::string& csv, std::string_view as_of = "2009-10-05") {
  const CaseTable cases = shipped::cases(csv);
  auto ranking = rank(cases, shipped::policy("staffordshire_2009"), *Day::parse(as_of));
  REQUIRE(ranking.has_value());
  return *ranking;
}

Explanation explained_on(const std::string& csv, const char* as_of) {
  const CaseTable cases = shipped::cases(csv);
  return explain(cases, shipped::policy("staffordshire_2009"), 0, *Day::parse(as_of));
}

}  // namespace

TEST_SUITE("shipped policies") {
  TEST_CASE("shipped: DASH, markers and a breached order put a case in a more urgent band") {
    const Ranking list = ranked(
        "case_id,listed_on,child_dobs,da.dash,da.markers,da.orders\n"
        "A-none,2009-09-01,2003-01-01,no,no,no\n"
        "F-all,2009-09-01,2003-01-01,27,strangulation;stalking;weapon;honour_based;sexual_violence;"
        "threats_to_kill,breach\n");
    REQUIRE(list.places().size() == 2);
    const Place& first = list.places()[0];
    CHECK(list.cases().case_id(first.row) == "F-all");
    CHECK(first.score.band < list.places()[1].score.band);
    // 16 + half of (15 + 12): DASH, markers up to their maximum, and the order.
    CHECK(list.find("F-all")->score.risk.used - list.find("A-none")->score.risk.used >=
          Points{29'500} - whole_points(15));
  }

  TEST_CASE("shipped: a record in which nothing was entered stands behind documented harm") {
    const std::string csv =
        "case_id,listed_on,child_dobs,da.reported,cp.la_status\nempty,2009-08-06,,,\n"
        "harm,2009-08-06,2003-01-01,severe,earlier\n";
    const Ranking list = ranked(csv);
    CHECK(list.cases().case_id(list.places()[0].row) == "harm");
    // What is not known adds 14 points to the one of any child, and no faster rate.
    const Score& empty = list.find("empty")->score;
    CHECK(empty.risk.used == whole_points(15));
    CHECK(empty.waiting == Points{6'760});
  }

  TEST_CASE("shipped: no serious harm of a child of any age stands behind an empty record") {
    const std::string columns =
        "case_id,listed_on,child_dobs,cp.la_status,cp.child_harm,cp.sexual_harm,da.reported,"
        "child.impact";
    for (const char* name : {"staffordshire_2009", "prioritisation_protocol"}) {
      CAPTURE(name);
      for (const char* harm :
           {"s47_open,no,no,no,no", "no,corroborated,no,no,no", "no,no,reported,no,no",
            "no,no,no,serious,no", "no,no,no,severe,no"}) {
        CAPTURE(harm);
        for (int year = 1992; year <= 2009; ++year) {
          const std::string born = std::to_string(year) + "-07-01";
          std::string csv = list_of(columns, {"harm,2009-08-06," + born + "," + harm});
          const auto commas = std::ranges::count(csv.substr(0, csv.find('\n')), ',');
          csv += "empty,2009-08-06" + std::string(static_cast<std::size_t>(commas) - 1, ',') + '\n';
          const auto list = rank(shipped::cases(csv), shipped::policy(name), shipped::as_of());
          REQUIRE(list.has_value());
          CHECK(list->cases().case_id(list->places()[0].row) == "harm");
        }
      }
    }
  }

  TEST_CASE("shipped: a filing date that a linked case lacks is open, since it could be earlier") {
    const CaseTable cases = shipped::cases(
        list_of("case_id,listed_on,filing_date,child_dobs,linked_to",
                {"A,2009-06-01,2010-03-01,2003-01-01,B", "B,2009-06-01,,2003-01-01,"}));
    const Explanation why =
        explain(cases, shipped::policy("staffordshire_2009"), 0, *Day::parse("2009-08-20"));
    REQUIRE(why.checks.size() == 1);
    CHECK(why.checks[0].label == "Court filing date of a linked case");
    CHECK(why.checks[0].could_add == whole_points(15));
    CHECK(why.score.points.most == why.score.points.used + whole_points(15));
  }

  TEST_CASE("shipped: one missing check is not counted twice") {
    const std::string columns = "case_id,listed_on,child_dobs,cp.la_status,info.checks";
    const Ranking list =
        ranked(list_of(columns, {"one,2009-08-06,2003-01-01,pending 2009-08-06,overdue",
                                 "two,2009-08-06,2003-01-01,pending 2009-08-06,no"}));
    CHECK(list.find("one")->score.points == list.find("two")->score.points);
  }

  TEST_CASE("shipped: an unknown date of birth is the first thing to find out") {
    const Explanation why = explained_on(
        list_of("case_id,listed_on,child_dobs,cp.la_status", {"A,2009-06-01,unknown,earlier"}),
        "2009-08-20");
    // 4 + 10 for a child that may be newly born + 42 x 0.14 + 24 x 0.22.
    CHECK(why.score.points.used == Points{25'160});
    CHECK(why.score.points.least == Points{16'160});
    CHECK(why.score.points.most == Points{45'740});
    CHECK_FALSE(why.settled);
    REQUIRE(why.checks.size() == 2);
    CHECK(why.checks[0].fact == kBirthCheck);
    CHECK(why.checks[0].could_add == Points{5'580});
    CHECK(why.checks[0].could_take_off == whole_points(9));
    CHECK(why.checks[1].fact == kFilingCheck);
    CHECK(why.checks[1].could_add == whole_points(15));
    CHECK(why.checks[1].could_be_due);
  }

  TEST_CASE("shipped: a case of which everything is known is settled") {
    const std::string csv =
        list_of("case_id,listed_on,filing_date,child_dobs", {"A,2009-06-01,2010-01-01,2003-01-01"});
    const Explanation why = explained_on(csv, "2009-08-20");
    CHECK(why.settled);
    CHECK(why.checks.empty());
  }

  TEST_CASE("shipped: answers that contradict each other are a finding and score nothing") {
    const std::string columns =
        "case_id,listed_on,child_dobs,da.reported,da.marac,info.checks,"
        "cp.la_status";
    const Ranking list =
        ranked(list_of(columns, {"A,2009-08-06,2003-01-01,no,heard,no,no",
                                 "B,2009-08-06,2003-01-01,no,no,no,pending 2009-09-01",
                                 "C,2009-08-06,2003-01-01,severe,heard,no,no"}));
    std::string found;
    const Summary summary = summarise(list);
    for (const Finding& finding : summary.findings) {
      if (finding.kind != FindingKind::contradiction) continue;
      found += std::string{list.cases().case_id(finding.row)} + ": " + finding.detail + "\n";
    }
    CHECK(found.find("A: Domestic abuse is recorded as checked and not reported") == 0);
    CHECK(found.find("B: No check is recorded as outstanding") != std::string::npos);
    CHECK(found.find("C:") == std::string::npos);
  }
}
