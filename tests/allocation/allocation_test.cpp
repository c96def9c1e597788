#include <waitlist/allocation/allocation.h>
#include <waitlist/report/allocation_report.h>

#include "support/assignment_oracle.h"
#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

using shipped::allocated;
using shipped::first_come_order;
using shipped::holder;
using shipped::practitioner;
using shipped::roster_of;

std::set<Requirement> requirements(const Allocation& allocation, std::string_view case_id) {
  std::set<Requirement> all;
  for (const Removal& removal : allocation.removals(allocation.find(case_id).value())) {
    all.insert(removal.requirement);
  }
  return all;
}

/// Bars and proofs stand once in the document, and are those of each unit that waits.
void check_shared_proofs(const nlohmann::json& json) {
  const Allocation& allocation = shipped::sample_allocation();
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    if (allocation.units()[unit].practitioner) continue;
    const auto& proof = json["units"][unit]["proof"];
    std::multiset<std::string> written;
    for (const auto& at : proof["barriers"]) {
      const auto& barrier = json["barriers"].at(at.get<std::size_t>());
      for (const auto& id : barrier["practitioner_ids"]) {
        written.insert(id.get<std::string>() + '/' + barrier["requirement"].get<std::string>() +
                       '/' + barrier["detail"].get<std::string>());
      }
    }
    std::multiset<std::string> meant;
    for (const Removal& one : allocation.removals(unit)) {
      meant.insert(allocation.roster().practitioners()[one.practitioner].practitioner_id + '/' +
                   std::string{to_text(one.requirement)} + '/' + one.detail);
    }
    CHECK(written == meant);
    const TightSet set = allocation.tight_set(unit);
    REQUIRE(proof["proof"].is_null() == set.full.empty());
    if (set.full.empty()) continue;
    const auto& shared = json["proofs"].at(proof["proof"].get<std::size_t>());
    CHECK(shared["full"].size() == set.full.size());
    REQUIRE(shared["holders"].size() == set.holders.size());
    for (std::size_t i = 0; i < set.holders.size(); ++i) {
      const AllocationUnit& holder = allocation.units()[set.holders[i]];
      CHECK(shared["holders"][i] == allocation.ranking().cases().case_id(holder.rows.front()));
    }
  }
}

const Ranking& three() {
  static const Ranking ranking = first_come_order(
      "case_id,listed_on,team,area,linked_to,work_type\n"
      "A,2009-01-01,Stafford,,,s7\nB,2009-02-01,Worcester,,,rule_16_4\nC,2009-03-01,,,,s7\n");
  return ranking;
}

AllocationRules needing(const std::string& competence) {
  AllocationRules rules;
  rules.needs.push_back({competence, {"", "work_type", {"rule_16_4"}}});
  return rules;
}

const Allocation& sample() { return shipped::sample_allocation(); }

}  // namespace

TEST_SUITE("allocation") {
  TEST_CASE("allocation: area, competence, conflict and a manager's word remove whom they should") {
    Practitioner near = practitioner("NEAR", 5);
    near.areas = {"Stafford"};
    Practitioner skilled = practitioner("SKILLED", 5);
    skilled.competences = {"rule_16_4"};
    skilled.conflicts = {"A", "no-such-case"};
    const Roster roster = roster_of({near, skilled});
    AllocationRules rules = needing("rule_16_4");
    const Allocation plain = allocated(three(), roster, rules);
    CHECK(holder(plain, "A") == "NEAR");
    CHECK(holder(plain, "B") == "SKILLED");
    CHECK(requirements(plain, "A") == std::set{Requirement::conflict});
    CHECK(requirements(plain, "B") == std::set{Requirement::area, Requirement::competence});
    CHECK(requirements(plain, "C").empty());  // a case without a place is everybody's

    rules.instructions = {{InstructionKind::pin, "B", "NEAR", "knows the court", "M1"},
                          {InstructionKind::exclude, "A", "NEAR", "asked for another", "M1"}};
    const Allocation told = allocated(three(), roster, rules);
    CHECK(holder(told, "B") == "NEAR");
    CHECK(holder(told, "A").empty());
    CHECK(told.why_unplaced(0) == UnplacedReason::nobody_eligible);
    CHECK(requirements(told, "A") == std::set{Requirement::conflict, Requirement::excluded});
    CHECK(requirements(told, "B") == std::set{Requirement::pinned_elsewhere});
    CHECK(has(why_in_words(told, 0), "asked for another"));
    CHECK(has(why_in_words(told, 1), "pinned by a manager (knows the court)"));

    rules.instructions = {{InstructionKind::pin, "A", "SKILLED", "r", "M1"}};
    CHECK(holder(allocated(three(), roster, rules), "A").empty());  // never above a conflict
  }

  TEST_CASE("allocation: travel, a family known and full caseloads are priced, and add up") {
    Practitioner far = practitioner("FAR", 10);
    far.base = "Worcester";
    far.past_families = {{"A", *Day::parse("2008-10-05")}};  // a year ago: half its worth
    Practitioner near = practitioner("NEAR", 10);
    near.base = "Stafford";
    const std::vector<TravelTime> travel{{"Worcester", "Stafford", 75}};
    const Allocation one = allocated(three(), roster_of({far, near}, travel));
    // 75 minutes less than 60 of continuity: the near one.
    CHECK(holder(one, "A") == "NEAR");
    CHECK(one.next_best(0)->practitioner == 0);
    far.past_families.front().last_worked = *Day::parse("2009-10-01");
    const Allocation two = allocated(three(), roster_of({far, near}, travel));
    CHECK(holder(two, "A") == "FAR");
    CHECK(two.units()[0].parts.travel == Cost{7500});
    CHECK(two.units()[0].parts.continuity == Cost{-11'934});
    CHECK(two.units()[0].parts.sum() == Cost{-4434});
    // Known until today, or from work that is booked for later: worth no more than the maximum.
    for (const char* last_worked : {"2009-10-05", "2009-10-06", "2010-10-05"}) {
      far.past_families.front().last_worked = *Day::parse(last_worked);
      const Allocation known = allocated(three(), roster_of({far, near}, travel));
      CHECK(known.units()[0].parts.continuity == Cost{-12'000});
    }
    far.past_families.front().last_worked = *Day::parse("2007-10-06");
    CHECK(holder(allocated(three(), roster_of({far, near}, travel)), "A") == "NEAR");

    far.base.clear();
    near.base.clear();
    far.past_families.clear();
    near.held_load = 8;  // fuller: the empty one first
    const Allocation even = allocated(three(), roster_of({far, near}));
    for (const char* id : {"A", "B", "C"}) CHECK(holder(even, id) == "FAR");
    CHECK(even.loads()[0].given == 3);
    CHECK(even.total().count() == 0 + 600 + 1200);  // of 6,000 a tenth, then two tenths
  }

  TEST_CASE("allocation: a family known through a linked case that has left counts, too") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,linked_to,status\nA,2009-01-01,GONE,\nB,2009-02-01,OLD,\n"
        "OLD,2008-02-01,,allocated\nC,2009-03-01,GONE,\n");
    Practitioner knows = practitioner("Z", 5);
    knows.held = {"GONE"};
    Practitioner holds = practitioner("Y", 5);
    holds.held = {"OLD"};
    const Allocation allocation =
        allocated(ranking, roster_of({practitioner("X", 5), holds, knows}));
    CHECK(holder(allocation, "A") == "Z");
    CHECK(holder(allocation, "B") == "Y");
    CHECK(holder(allocation, "C") == "Z");  // every family that names the case
    CHECK(has(why_in_words(allocation, 0), "knows the family"));
  }

  TEST_CASE("allocation: linked cases stay together, and a conflict is with all of them") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,linked_to\nA,2009-01-01,B;C\nB,2009-02-01,\nC,2009-03-01,\n");
    Practitioner p = practitioner("P", 5);
    Practitioner q = practitioner("Q", 5);
    p.conflicts = {"B"};
    const Allocation together = allocated(ranking, roster_of({p, q}));
    REQUIRE(together.units().size() == 1);
    CHECK(holder(together, "C") == "Q");
    // A conflict with one of them is a conflict with the family, so nobody is left.
    q.conflicts = {"A"};
    const Allocation nobody = allocated(ranking, roster_of({p, q}));
    REQUIRE(nobody.units().size() == 1);
    CHECK(nobody.why_unplaced(0) == UnplacedReason::nobody_eligible);
  }

  TEST_CASE("allocation: nobody, no places and everybody away are answered") {
    const Allocation nobody = allocated(three(), roster_of({}));
    CHECK(nobody.units().size() == 3);
    CHECK(has(why_in_words(nobody, 0), "there is no practitioner"));
    Practitioner away = practitioner("P", 9);
    away.absences = {{{shipped::as_of(), std::nullopt}, "leave"}};
    const Allocation gone = allocated(three(), roster_of({away, practitioner("Q", 0)}));
    CHECK(gone.why_unplaced(0) == UnplacedReason::places_full);
    CHECK(gone.tight_set(0).full.size() == 2);
    CHECK(has(why_in_words(gone, 0),
              "full: P (away until further notice) and Q, without a free place today"));
    CHECK_FALSE(gone.one_more_place_buys()[0]);  // away: would not have it
    CHECK(gone.one_more_place_buys()[1] == 0U);
    const Allocation empty = allocated(first_come_order("case_id,listed_on\n"), roster_of({away}));
    CHECK(has(render_table(empty), "0 of 0 units placed"));
  }

  TEST_CASE("allocation: a host's own pairs decide alone who and at what price") {
    AllocationRules rules = needing("rule_16_4");
    rules.pairs = {{"A", "P", Cost{9}}, {"A", "Q", Cost{4}}, {"B", "Q", Cost{3}}};
    const Roster roster = roster_of({practitioner("P", 1), practitioner("Q", 1)});
    const Allocation allocation = allocated(three(), roster, rules);
    CHECK(holder(allocation, "A") == "P");
    CHECK(holder(allocation, "B") == "Q");
    CHECK(allocation.total() == Cost{12});
    CHECK(requirements(allocation, "C") == std::set{Requirement::not_listed});
    CHECK(has(why_in_words(allocation, 0), "price given 9"));
  }

  TEST_CASE("allocation: families whose cases all count take several places, and it is said") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,linked_to,work_type\nA,2009-01-01,B,s7\nB,2009-01-02,,rule_16_4\n"
        "C,2009-02-01,,s7\nD,2009-03-01,,s7\n");
    AllocationRules rules;
    rules.count = LoadCount::cases;
    rules.loads = {{2, {"", "work_type", {"rule_16_4"}}}};
    const Allocation allocation =
        allocated(ranking, roster_of({practitioner("P", 3), practitioner("Q", 1)}), rules);
    CHECK_FALSE(allocation.exact());
    CHECK(allocation.units()[0].load == 3);
    CHECK(holder(allocation, "B") == "P");
    CHECK(holder(allocation, "C") == "Q");
    CHECK(allocation.why_unplaced(2) == UnplacedReason::no_room);
    CHECK(allocation.bound() <= allocation.total());
    CHECK_FALSE(allocation.next_best(0));
    CHECK(allocation.without(0)->displaced == std::vector{QueuedUnit{0}});
    CHECK(allocation.what_if(0, 0)->moves.empty());
    CHECK_FALSE(allocation.what_if(0, 1));  // three places are more than Q has
    CHECK(allocation.one_more_place_buys()[1] == QueuedUnit{2});
    CHECK(has(render_table(allocation), "no allocation of these units costs less"));
    CHECK(has(why_in_words(allocation, 2),
              "no room for 1 place: those who may take it are full: P and Q"));
    CHECK(has(render_json(allocation), "\"no_room\""));
  }

  TEST_CASE("allocation: rules that name what is not there are refused, all at once") {
    AllocationRules rules;
    rules.needs = {{"", {"A", "", {}}},
                   {"x", {"", "no.fact", {"y"}}},
                   {"x", {"", "work_type", {"no_level"}}},
                   {"x", {"", "work_type", {}}},
                   {"x", {"", "da.police_12m", {"y"}}}};
    rules.loads = {{0, {"NOBODY", "", {}}}};
    rules.instructions = {{InstructionKind::pin, "A", "P", "", ""},
                          {InstructionKind::pin, "A", "Q", "r", "M"},
                          {InstructionKind::exclude, "A", "P", "r", "M"},
                          {InstructionKind::pin, "Z", "Z", "r", "M"}};
    rules.pairs = {{"A", "P", Cost{INT64_MAX}}, {"A", "P", Cost{1}}};
    const auto refused =
        allocate(three(), roster_of({practitioner("P", 1), practitioner("Q", 1)}), rules);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().size() == 15);
    AllocationRules heavy;
    heavy.prices.travel_minute = Cost{-1};
    heavy.prices.continuity = Cost{INT64_MAX};
    CHECK(allocate(three(), roster_of({}), heavy).error().size() == 2);
  }
}

TEST_SUITE("allocation of the sample") {
  TEST_CASE("sample: no unit is passed over, every proof holds, the roster is kept to") {
    AssignmentProblem problem;
    for (const PractitionerLoad& load : sample().loads()) {
      PractitionerPlaces places{load.before.free};
      places.urgent_places = load.before.urgent_free.value_or(PractitionerPlaces::kNoLimit);
      problem.add_practitioner(places);
      CHECK(load.given <= load.before.free);
    }
    assignment_oracle::Places places;
    for (QueuedUnit unit{0}; unit < sample().units().size(); ++unit) {
      std::set<PractitionerIndex> removed;
      for (const Removal& removal : sample().removals(unit)) removed.insert(removal.practitioner);
      std::vector<EligiblePair> pairs;
      for (PractitionerIndex p{0}; p < sample().loads().size(); ++p) {
        if (!removed.contains(p)) pairs.push_back({p, Cost{}});
      }
      problem.add_unit(pairs, sample().units()[unit].urgent);
      places.push_back(sample().units()[unit].practitioner);
    }
    CHECK(assignment_oracle::faults_of(problem, places) == "");
    CHECK(assignment_oracle::broken_promise(problem, places) == "");
    std::size_t proofs = 0;
    for (QueuedUnit unit{0}; unit < places.size(); ++unit) {
      if (places[unit] || sample().why_unplaced(unit) != UnplacedReason::places_full) continue;
      const TightSet set = sample().tight_set(unit);
      CHECK(assignment_oracle::faults_of(problem, places, unit, set) == "");
      ++proofs;
    }
    CHECK(proofs > 100);
  }

  TEST_CASE("sample: table, CSV and JSON say the same") {
    const std::string table = render_table(sample());
    const std::string csv = render_csv(sample());
    const auto json = nlohmann::json::parse(render_json(sample()));
    REQUIRE(json["units"].size() == sample().units().size());
    CHECK(json["practitioners"].size() == sample().loads().size());
    CHECK(std::ranges::count(csv, '\n') ==
          static_cast<std::ptrdiff_t>(sample().ranking().places().size()) + 1);
    std::size_t placed = 0;
    for (const auto& unit : json["units"]) {
      if (!unit["practitioner_id"].is_null()) ++placed;
      CHECK((unit["practitioner_id"].is_null() == unit.contains("proof")));
    }
    check_shared_proofs(json);
    CHECK(has(table, std::to_string(placed) + " of 362 units placed"));
    CHECK(has(table, "Who still waits, and why"));
    CHECK(has(table, "One more free place in\n"));
    REQUIRE(json["areas"].size() == 4);
    for (const AreaGain& gain : sample().one_more_place_in_area_buys()) {
      REQUIRE(gain.unit.has_value());
      CHECK_FALSE(sample().units()[*gain.unit].practitioner);
    }
    AllocationReportOptions colour;
    colour.colour = true;
    CHECK(has(render_table(sample(), colour), "\x1b["));
  }

  TEST_CASE("sample: what if, and what if somebody leaves, keep every other promise") {
    const QueuedUnit unplaced = [] {
      for (QueuedUnit unit{0};; ++unit) {
        if (!sample().units()[unit].practitioner) return unit;
      }
    }();
    std::optional<Impact> impact;
    PractitionerIndex to{0};
    for (const FullPlaces& full : sample().tight_set(unplaced).full) {
      to = full.practitioner;
      impact = sample().what_if(unplaced, to);
      if (impact) break;
    }
    REQUIRE(impact.has_value());
    CHECK(impact->displaced.size() == 1);
    CHECK(impact->moves.front().to == to);
    const std::string words = render_text(*impact, sample(), "If it went there");
    CHECK(has(words, "If it went there: the whole would cost "));
    CHECK(has(words, "Without a place then: "));
    for (PractitionerIndex p{0}; p < sample().loads().size(); p = PractitionerIndex{p + 5U}) {
      const auto left = sample().without(p);
      REQUIRE(left.has_value());
      // Whoever was with them moves or waits, and each place that somebody needs is one move.
      CHECK(left->moves.size() >= sample().loads()[p].given);
      for (const CaseMove& move : left->moves) CHECK(move.to != p);
      CHECK(left->displaced.size() <= sample().loads()[p].given);
    }
    const Allocation alone = allocated(three(), roster_of({practitioner("P", 3)}));
    CHECK(has(render_text(*alone.what_if(0, 0), alone, "If"), "Nothing would move"));
  }
}
