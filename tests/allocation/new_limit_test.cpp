// A limit on new work is named where it is what stops somebody.
#include <waitlist/allocation/allocation.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using shipped::allocated;
using shipped::roster_of;
using text_checks::has;

TEST_SUITE("limit on new work") {
  TEST_CASE("new limit: it is named exactly where it leaves no more than the caseload") {
    const Ranking ranking = shipped::first_come_order(
        "case_id,listed_on\nC1,2009-01-01\nC2,2009-01-02\nC3,2009-01-03\n");

    const struct {
      std::uint32_t caseload;
      std::uint32_t limit;
      std::uint32_t taken;
      bool away;
      std::string why;
      bool binds;
    } rows[] = {
        {5, 2, 1, false, "full or at a limit: P (new_limit 2, 1 given before); their free", true},
        {5, 2, 2, false, "full or at a limit: P (new_limit 2, 2 given before), without", true},
        {2, 2, 1, false, "full or at a limit: P (new_limit 2, 1 given before); their free", true},
        {1, 2, 1, false, "full or at a limit: P (new_limit 2, 1 given before); their free", true},
        {1, 9, 0, false, "full: P; their free places go to C1", false},
        {5, 2, 1, true, "full: P (away until further notice), without", false},
    };

    for (const auto& row : rows) {
      CAPTURE(row.why);
      Practitioner one = shipped::practitioner("P", row.caseload);
      one.new_limit = row.limit;
      one.new_taken = row.taken;
      if (row.away) one.absences = {{{shipped::as_of(), std::nullopt}, "leave"}};
      const Allocation allocation = allocated(ranking, roster_of({one}));
      CHECK(has(why_in_words(allocation, 2), row.why));
      const auto json = nlohmann::json::parse(render_json(allocation));
      const auto& limit = json["practitioners"][0]["new_limit"];
      CHECK(limit["at_most"] == row.limit);
      CHECK(limit["given_before"] == row.taken);
      CHECK(limit["binds"] == row.binds);
      const std::string note = "One more free place with P needs a higher new_limit";
      CHECK(has(render_html(allocation), note) == row.binds);
      CHECK(has(render_table(allocation), "Limits on new work") == row.binds);

      // Where it binds, a larger caseload alone changes nothing.
      const auto bought = allocation.one_more_place_buys()[0];
      ++one.caseload;
      const Allocation larger = allocated(ranking, roster_of({one}));
      ++*one.new_limit;
      const Allocation both = allocated(ranking, roster_of({one}));
      if (!bought) continue;
      CHECK(larger.units()[*bought].practitioner.has_value() == !row.binds);
      CHECK(both.units()[*bought].practitioner.has_value());
    }
    Practitioner tied = shipped::practitioner("P", 1);
    tied.new_limit = 1;
    CHECK(has(render_table(allocated(ranking, roster_of({tied}))), "and a larger caseload, too."));
    const auto plain = nlohmann::json::parse(
        render_json(allocated(ranking, roster_of({shipped::practitioner("P", 1)}))));
    CHECK_FALSE(plain["practitioners"][0].contains("new_limit"));
  }

  TEST_CASE("new limit: beside a limit on a kind of work it is named, too") {
    const Ranking ranking = shipped::first_come_order(
        "case_id,listed_on,area\nC1,2009-01-01,A\nC2,2009-01-02,A\nC3,2009-01-03,B\n");
    Practitioner first = shipped::practitioner("P1", 5);
    first.areas = {"A", "B"};
    first.kind_limits = {{"x", 1, 0}};
    Practitioner second = shipped::practitioner("P2", 5);
    second.areas = {"A"};
    second.new_limit = 1;
    AllocationRules rules;
    for (const char* const id : {"C1", "C2", "C3"}) rules.kinds.push_back({"x", {id, "", {}}});
    const Allocation allocation = allocated(ranking, roster_of({first, second}), rules);
    CHECK(why_in_words(allocation, 2) ==
          "no room for 1 place: those who may take it are full or at a limit: P1 (x: at most 1, 0 "
          "held); those to whom units before it could move are full or at a limit: P2 (new_limit "
          "1, 0 given before); the room all these had for such work goes to C1 and C2, all before "
          "it in the queue, and leaves less than it takes");
  }
}
