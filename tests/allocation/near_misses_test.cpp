// Who almost could take a unit, who knows its family and cannot, and what duty and limits on new
// work keep from somebody.
#include <waitlist/allocation/allocation.h>
#include <waitlist/report/allocation_report.h>

#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

Practitioner working_in(std::string id, std::uint32_t caseload, std::vector<std::string> areas) {
  Practitioner one = shipped::practitioner(std::move(id), caseload);
  one.areas = std::move(areas);
  return one;
}

Allocation first_come_with(const std::string& rows,
                           std::vector<Practitioner> people,
                           const AllocationRules& rules = {}) {
  return shipped::allocated(shipped::first_come_order("case_id,listed_on,area,work_type\n" + rows),
                            shipped::roster_of(std::move(people)), rules);
}

std::string why(const Allocation& allocation, const char* case_id) {
  return why_in_words(allocation, allocation.find(case_id).value());
}

Absence until_day(std::int64_t days) {
  return {{shipped::as_of(), shipped::as_of() + Days{days}}, "leave"};
}

}  // namespace

TEST_SUITE("near misses") {
  TEST_CASE("near miss: the area alone stands between a unit and somebody with a place") {
    const Allocation allocation =
        first_come_with("A,2009-01-01,Stoke,\nB,2009-02-01,Stoke,\n",
                        {working_in("P", 1, {"Stoke"}), working_in("Q", 4, {"Stafford"})});
    const auto near = allocation.nearest_miss(allocation.find("B").value());
    REQUIRE(near.has_value());
    CHECK(near->practitioner == 1);
    CHECK_FALSE(near->back);
    CHECK(
        has(why(allocation, "B"), "only the area stands between it and Q, who has 4 free places"));
    CHECK_FALSE(has(why(allocation, "A"), "stands between"));
  }

  TEST_CASE("near miss: whoever is away counts with the day of return and the places then") {
    Practitioner away = working_in("Q", 4, {"Stafford"});
    away.absences = {until_day(7)};
    Practitioner later = away;
    later.practitioner_id = "R";
    later.absences = {until_day(9)};
    Practitioner full = working_in("S", 3, {"Stafford"});
    full.held_load = 3;
    const std::string rows = "A,2009-01-01,Stoke,\nB,2009-02-01,Stoke,\n";
    const auto people = std::vector{working_in("P", 1, {"Stoke"}), later, away, full};
    CHECK(has(why(first_come_with(rows, people), "B"),
              "only the area stands between it and Q, who is back on 12 October 2009"));
    away.held_load = 4;  // back, and full
    later.absences = {{{shipped::as_of(), std::nullopt}, "sick"}};
    CHECK_FALSE(
        first_come_with(rows, {working_in("P", 1, {"Stoke"}), later, away, full}).nearest_miss(1));
  }

  TEST_CASE("near miss: two requirements are no near miss, and a conflict never is") {
    Practitioner two = working_in("Q", 4, {"Stafford"});
    Practitioner conflict = working_in("R", 4, {"Stoke"});
    conflict.conflicts = {"B"};
    AllocationRules rules;
    rules.needs.push_back({"rule_16_4", {"", "work_type", {"rule_16_4"}}, false});
    Practitioner able = working_in("P", 1, {"Stoke"});
    able.competences = conflict.competences = {"rule_16_4"};
    const std::string rows = "A,2009-01-01,Stoke,rule_16_4\nB,2009-02-01,Stoke,rule_16_4\n";
    const Allocation allocation = first_come_with(
        "A,2009-01-01,Stoke,rule_16_4\nA2,2009-01-02,Stoke,rule_16_4\n"
        "A3,2009-01-02,Stoke,rule_16_4\nA4,2009-01-02,Stoke,rule_16_4\n"
        "A5,2009-01-02,Stoke,rule_16_4\nB,2009-02-01,Stoke,rule_16_4\n",
        {able, two, conflict}, rules);
    CHECK_FALSE(allocation.nearest_miss(allocation.find("B").value()));
    two.competences = {"rule_16_4"};
    const Allocation with_word = first_come_with(rows, {working_in("P", 0, {}), two}, rules);
    CHECK(has(why(with_word, "B"), "only the area stands between it and Q"));
  }

  TEST_CASE("known: somebody who knows the family and is full, away or barred is named") {
    Practitioner knows = working_in("P", 1, {});
    knows.held = {"A"};
    const std::string rows = "B,2009-01-01,Stoke,\nA,2009-02-01,Stoke,\n";
    Practitioner other = working_in("Q", 5, {});
    CHECK_FALSE(has(why(first_come_with(rows, {knows}), "B"), "knows the family"));
    const Allocation full = first_come_with(rows, {knows, other});
    CHECK(full.known_to(full.find("A").value()) == PractitionerIndex{0});
    CHECK(has(why(full, "A"), "P knows the family, and has no place left for it"));
    knows.caseload = 9;
    CHECK_FALSE(has(why(first_come_with(rows, {knows, other}), "A"), "no place left"));
    knows.absences = {until_day(7)};
    CHECK(has(why(first_come_with(rows, {knows, other}), "A"),
              "P knows the family, and has no place left for it (away until 12 October 2009)"));
    knows.absences.clear();
    knows.areas = {"Stafford"};
    CHECK(has(why(first_come_with(rows, {knows, other}), "A"),
              "P knows the family, but cannot have it: does not work in Stoke"));
  }

  TEST_CASE("a pin is told as the reason for waiting") {
    AllocationRules rules;
    rules.instructions.push_back({InstructionKind::pin, "A", "P", "knows the school", "M1"});
    const Allocation allocation = first_come_with(
        "A,2009-01-01,Stoke,\n", {working_in("P", 0, {}), working_in("Q", 3, {})}, rules);
    CHECK(has(why(allocation, "A"), "a manager has pinned it to P (knows the school)"));
  }

  TEST_CASE("duty: who takes urgent work alone is given nothing else, and that is told") {
    Practitioner duty = working_in("D", 9, {});
    duty.urgent_only = true;
    const std::string rows = "A,2009-01-01,Stoke,\nB,2009-02-01,Stoke,\n";
    const Allocation calm = first_come_with(rows, {duty});
    CHECK(calm.why_unplaced(0) == UnplacedReason::nobody_eligible);
    CHECK(has(why(calm, "A"), "takes urgent work alone: D"));
    AllocationRules rules;
    rules.urgent_tiers = 1;  // the one band that there is
    const Allocation urgent = first_come_with(rows, {duty}, rules);
    CHECK(urgent.units()[0].practitioner == PractitionerIndex{0});
  }

  TEST_CASE("new work: no more is given than the limit less what was given already") {
    Practitioner one = working_in("P", 9, {});
    one.new_limit = 3;
    one.new_taken = 1;
    const Allocation allocation =
        first_come_with("A,2009-01-01,,\nB,2009-01-02,,\nC,2009-01-03,,\nD,2009-01-04,,\n", {one});
    CHECK(allocation.loads()[0].given == 2);
    CHECK(allocation.loads()[0].before.caseload == 9);
    CHECK_FALSE(allocation.units()[2].practitioner);
    one.new_taken = 5;
    CHECK(first_come_with("A,2009-01-01,,\n", {one}).loads()[0].given == 0);
  }
}
