// Work of other streams on the same people: what it leaves for this list.
#include <waitlist/allocation/allocation.h>
#include <waitlist/io/roster_reader.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using text_checks::has;

constexpr const char* kColumnsOfOther =
    "practitioner_id,caseload,contracted_hours,available_hours,held_load,reductions,other_work,"
    "kind_limits\n";

Roster people_of(const std::string& rows) {
  auto roster = read_roster_csv(kColumnsOfOther + rows, "");
  if (!roster) FAIL(shipped::lines_of(roster.error()));
  return *std::move(roster);
}

std::string refused_rows(const std::string& rows) {
  const auto roster = read_roster_csv(kColumnsOfOther + rows, "");
  return roster ? std::string{} : shipped::lines_of(roster.error());
}

/// Without the breaks of paragraphs.
std::string on_one_line(std::string text) {
  for (std::size_t at = text.find("\n  "); at != std::string::npos; at = text.find("\n  ", at)) {
    text.replace(at, 3, " ");
  }
  return text;
}

struct OtherRow {
  const char* row;
  std::uint32_t caseload, other, free;
};

constexpr OtherRow kRowsOfOther[] = {
    {"P,20,,,3,,public_law 12,", 8, 12, 5},
    {"P,20,,,3,,public_law 12;duty 2,", 6, 14, 3},
    {"P,20,37,18.5,0,,public_law 4,", 6, 4, 6},
    {"P,20,,,0,2009-09-01/2009-12-01 20% new,public_law 4,", 12, 4, 12},
    {"P,20,,,0,,public_law 30,", 0, 30, 0},
    {"P,20,,,5,,public_law 18,", 2, 18, 0},
    {"P,20,,,5,,,", 20, 0, 15},
};

}  // namespace

TEST_SUITE("other work") {
  TEST_CASE("other work: it takes places of the caseload after hours and reductions") {
    for (const OtherRow& one : kRowsOfOther) {
      CAPTURE(one.row);
      const Roster roster = people_of(std::string{one.row} + "\n");
      const Capacity capacity = capacity_on(roster.practitioners().front(), shipped::as_of());
      CHECK(capacity.caseload == one.caseload);
      CHECK(capacity.other == one.other);
      CHECK(capacity.free == one.free);
    }
  }

  TEST_CASE("other work: what it leaves is seen in every format that has loads") {
    const Ranking ranking =
        shipped::first_come_order("case_id,listed_on\nA,2009-01-01\nB,2009-01-02\nC,2009-01-03\n");
    const Allocation allocation = shipped::allocated(
        ranking,
        people_of("P1,10,,,1,,public_law 7,\nP2,6,,,0,,public_law 8;duty 1,\nP3,1,,,0,,,\n"));
    const std::string table = on_one_line(render_table(allocation));
    CHECK(has(table, "What other work takes "));
    CHECK(has(table,
              "Of 17 places of all caseloads duty takes 1 and public_law takes 15; 4 are "
              "left for this list, against 1 held and 3 given."));
    CHECK(has(table, "P1: 7 for public_law of 10 places, so 3 for this list."));
    CHECK(has(table, "Other work takes more than there are."));
    const auto json = nlohmann::json::parse(render_json(allocation));
    CHECK(json["other_work"]["left"] == 4);
    CHECK(json["other_work"]["streams"][1]["places"] == 15);
    CHECK(json["practitioners"][1]["other_work"][0]["stream"] == "public_law");
    CHECK_FALSE(json["practitioners"][2].contains("other_work"));
    const std::string page = render_html(allocation);
    CHECK(has(page, "<h3>What other work takes</h3>"));
    CHECK(has(page, "3 of a caseload of 10: less 7 for public_law"));
    const Allocation plain =
        shipped::allocated(ranking, people_of("P1,10,,,1,,,\nP2,6,,,0,,,\nP3,1,,,0,,,\n"));
    CHECK_FALSE(has(render_table(plain), "other work"));
    CHECK(plain.roster().digest() != allocation.roster().digest());
  }

  TEST_CASE("other work: JSON reads as CSV does, and the order of streams says nothing") {
    const Roster csv = people_of("P,20,,,3,,public_law 12;duty 2,rule_16_4 2 1;baby 1\n");
    const auto json = read_roster_json(
        R"({"format": 1, "practitioners": [{"practitioner_id": "P", "caseload": 20, "held_load": 3,
            "other_work": ["duty 2", "public_law 12"],
            "kind_limits": ["baby 1", "rule_16_4 2 1"]}]})");
    REQUIRE(json);
    CHECK(csv.digest() == json->digest());
    const Practitioner& one = csv.practitioners().front();
    CHECK(one.other_work.front() == OtherWork{"public_law", 12});
    CHECK(one.kind_limits.front() == KindLimit{"rule_16_4", 2, 1});
    CHECK(one.kind_limits.back() == KindLimit{"baby", 1, 0});
  }

  TEST_CASE("other work and kinds: cells that say something else are faults") {
    CHECK(has(refused_rows("P,20,,,0,,public_law,\n"), "the places it takes: public_law 8"));
    CHECK(has(refused_rows("P,20,,,0,,8 public law,\n"), "public_law 8"));
    CHECK(has(refused_rows("P,20,,,0,,duty 1;duty 2,\n"), "this name stands here twice"));
    CHECK(has(refused_rows("P,20,,,0,,duty 9999999,\n"), "other_work"));
    CHECK(has(refused_rows("P,20,,,0,,,rule_16_4\n"), "rule_16_4 2 1"));
    CHECK(has(refused_rows("P,20,,,0,,,rule_16_4 two\n"), "rule_16_4 2 1"));
    CHECK(has(refused_rows("P,20,,,0,,,rule_16_4 2 1 4\n"), "rule_16_4 2 1"));
    CHECK(has(refused_rows("P,20,,,0,,,a 1;a 2\n"), "this name stands here twice"));
  }
}
