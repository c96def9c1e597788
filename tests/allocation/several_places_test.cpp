// Why, what if and what one more place buys where units take several places.
#include <waitlist/allocation/allocation.h>
#include <waitlist/report/allocation_report.h>

#include "support/assignment_oracle.h"
#include "support/sample_allocation.h"
#include "support/shipped.h"
#include "support/slow_packing.h"
#include "support/text_checks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using text_checks::has;

namespace {

using shipped::allocated;
using shipped::first_come_order;
using shipped::roster_of;

struct LoadWorld {
  std::vector<Practitioner> people;
  AllocationRules rules;
  std::string csv = "case_id,listed_on,area\n";
};

LoadWorld load_world(unsigned seed) {
  std::mt19937 draws{seed};
  const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
  LoadWorld world;
  world.rules.count = LoadCount::cases;
  for (unsigned i = 0; i < 9; ++i) {
    const std::string id = "C" + std::to_string(i);
    world.csv += id + ",2009-01-0" + std::to_string(i + 1) + ",area-" +
                 std::string{static_cast<char>('a' + below(2))} + "\n";
    world.rules.loads.push_back({i == 0 ? 2 : 1 + below(4), {id, "", {}}});
  }
  for (unsigned p = 0; p < 3; ++p) {
    Practitioner one = shipped::practitioner("P" + std::to_string(p), 1 + below(7));
    if (below(2) == 0) one.areas = {std::string{"area-"} + static_cast<char>('a' + below(2))};
    world.people.push_back(std::move(one));
  }
  return world;
}

AssignmentProblem load_problem_of(const Allocation& allocation) {
  AssignmentProblem problem;
  for (const PractitionerLoad& load : allocation.loads()) {
    problem.add_practitioner({load.before.free});
  }
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    std::vector<EligiblePair> pairs;
    const auto removals = allocation.removals(unit);
    for (PractitionerIndex p{0}; p < allocation.loads().size(); ++p) {
      if (std::ranges::count(removals, p, &Removal::practitioner) == 0) pairs.push_back({p, {}});
    }
    problem.add_unit(pairs, false, allocation.units()[unit].load);
  }
  return problem;
}

std::vector<bool> set_by_hand(const Ranking& ranking, const LoadWorld& world) {
  return slow_packing::promised_set(
      load_problem_of(allocated(ranking, roster_of(world.people), world.rules)));
}

void check_load_proof(const Allocation& allocation, QueuedUnit unit) {
  const AssignmentProblem problem = load_problem_of(allocation);
  const TightSet set = allocation.tight_set(unit);
  if (set.full.empty()) return;
  std::uint64_t places = 0;
  for (const FullPlaces& full : set.full) places += problem.places(full.practitioner).places;
  std::uint64_t held = problem.load(unit);
  const auto closed_to = [&](QueuedUnit one) {
    return std::ranges::all_of(problem.eligible(one), [&](const EligiblePair& pair) {
      return std::ranges::count(set.full, pair.practitioner, &FullPlaces::practitioner) == 1;
    });
  };
  CHECK(closed_to(unit));
  for (const QueuedUnit holder : set.holders) {
    CHECK(holder < unit);
    CHECK(allocation.units()[holder].practitioner.has_value());
    CHECK(closed_to(holder));
    held += problem.load(holder);
  }
  CHECK(held > places);
}

/// The least price over who moves: the unit to anybody else, alone or with one other unit that
/// leaves there.
std::optional<std::int64_t> least_by_hand(const AssignmentProblem& problem,
                                          const assignment_oracle::Places& now,
                                          QueuedUnit unit,
                                          PractitionerIndex to) {
  std::optional<std::int64_t> least;
  const auto look = [&](const assignment_oracle::Places& then) {
    if (!assignment_oracle::faults_of(problem, then).empty()) return;
    const std::int64_t total = assignment_oracle::total_of(problem, then);
    if (!least || total < *least) least = total;
  };
  assignment_oracle::Places then = now;
  then[unit] = to;
  look(then);
  for (QueuedUnit other{0}; other < now.size(); ++other) {
    if (other == unit || now[other] != to) continue;
    for (PractitionerIndex third{0}; third < problem.practitioner_count(); ++third) {
      if (third == to) continue;
      then[other] = third;
      look(then);
    }
    then[other] = to;
  }
  return least;
}

}  // namespace

TEST_SUITE("several places explained") {
  TEST_CASE(
      "several places: the next best is the cheapest that moves no more than one other unit") {
    std::size_t found = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
      CAPTURE(seed);
      LoadWorld world = load_world(seed);
      std::mt19937 draws{seed};
      for (const LoadRule& rule : world.rules.loads) {
        for (const Practitioner& one : world.people) {
          if (draws() % 5 == 0) continue;
          world.rules.pairs.push_back(
              {rule.cases.case_id, one.practitioner_id, Cost{static_cast<int>(draws() % 40)}});
        }
      }
      world.rules.only_pairs = true;
      const Allocation allocation =
          allocated(first_come_order(world.csv), roster_of(world.people), world.rules);
      AssignmentProblem problem;
      assignment_oracle::Places now;
      for (const PractitionerLoad& load : allocation.loads()) {
        problem.add_practitioner({load.before.free});
      }
      for (const AllocationUnit& unit : allocation.units()) {
        std::vector<EligiblePair> pairs;
        for (const PairPrice& price : world.rules.pairs) {
          const auto id = allocation.ranking().cases().case_id(unit.rows.front());
          if (price.case_id != id) continue;
          pairs.push_back({*allocation.roster().find(price.practitioner_id), price.cost});
        }
        problem.add_unit(pairs, false, unit.load);
        now.push_back(unit.practitioner);
      }
      REQUIRE(assignment_oracle::total_of(problem, now) == allocation.total().count());
      for (QueuedUnit unit{0}; unit < now.size(); ++unit) {
        if (!now[unit]) continue;
        std::optional<std::int64_t> least;
        PractitionerIndex first;
        for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
          const auto there = p == *now[unit] ? std::nullopt : least_by_hand(problem, now, unit, p);
          if (!there || (least && *there >= *least)) continue;
          least = there;
          first = p;
        }
        const auto next = allocation.next_best(unit);
        REQUIRE(next.has_value() == least.has_value());
        if (!next) continue;
        ++found;
        CHECK(next->practitioner == first);
        CHECK(next->extra.count() == *least - allocation.total().count());
      }
    }
    CHECK(found > 40);
  }

  TEST_CASE("several places: proofs count, gains and losses are those of trying everything") {
    std::size_t proofs = 0;
    std::size_t gains = 0;
    for (unsigned seed = 1; seed <= 25; ++seed) {
      CAPTURE(seed);
      const LoadWorld world = load_world(seed);
      const Ranking ranking = first_come_order(world.csv);
      const Allocation allocation = allocated(ranking, roster_of(world.people), world.rules);
      REQUIRE(allocation.undecided().empty());
      const std::vector<bool> before = set_by_hand(ranking, world);
      for (QueuedUnit unit{0}; unit < before.size(); ++unit) {
        REQUIRE(allocation.units()[unit].practitioner.has_value() == before[unit]);
        if (before[unit]) continue;
        if (allocation.why_unplaced(unit) != UnplacedReason::no_room) continue;
        check_load_proof(allocation, unit);
        proofs += allocation.tight_set(unit).full.empty() ? 0U : 1U;
      }
      const auto bought = allocation.one_more_place_buys();
      for (PractitionerIndex p{0}; p < world.people.size(); ++p) {
        LoadWorld more = world;
        ++more.people[p].caseload;
        const std::vector<bool> then = set_by_hand(ranking, more);
        std::optional<QueuedUnit> first;
        for (QueuedUnit unit{0}; unit < then.size() && !first; ++unit) {
          if (then[unit] && !before[unit]) first = unit;
        }
        CHECK(bought[p] == first);
        gains += first ? 1U : 0U;

        LoadWorld less = world;
        less.people[p].caseload = 0;
        std::vector<bool> left = before;
        const auto impact = allocation.without(p);
        REQUIRE(impact.has_value());
        for (const CaseMove& move : impact->moves) {
          CHECK(move.to != p);
          left[move.unit] = move.to.has_value();
        }
        CHECK(left == set_by_hand(ranking, less));
      }
    }
    CHECK(proofs > 5);
    CHECK(gains > 10);
  }

  TEST_CASE("several places: giving a unit to somebody passes no limit and costs what is said") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
      CAPTURE(seed);
      const LoadWorld world = load_world(seed);
      const Allocation allocation =
          allocated(first_come_order(world.csv), roster_of(world.people), world.rules);
      const AssignmentProblem problem = load_problem_of(allocation);
      for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
        for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
          const auto impact = allocation.what_if(unit, p);
          const bool may =
              std::ranges::count(problem.eligible(unit), p, &EligiblePair::practitioner) == 1 &&
              problem.load(unit) <= problem.places(p).places;
          REQUIRE(impact.has_value() == may);
          if (!may) continue;
          std::vector<std::optional<PractitionerIndex>> at;
          for (const AllocationUnit& one : allocation.units()) at.push_back(one.practitioner);
          for (const CaseMove& move : impact->moves) {
            CHECK(at[move.unit] == move.from);
            at[move.unit] = move.to;
          }
          CHECK(at[unit] == p);
          std::vector<std::uint64_t> taken(problem.practitioner_count(), 0);
          for (QueuedUnit one{0}; one < at.size(); ++one) {
            if (at[one]) taken[*at[one]] += problem.load(one);
          }
          for (PractitionerIndex q{0}; q < taken.size(); ++q) {
            CHECK(taken[q] <= problem.places(q).places);
          }
          if (impact->moves.empty()) CHECK(impact->extra == Cost{});
        }
      }
    }
  }

  TEST_CASE("several places: one family of two leaves the others their explanations") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,linked_to\nA,2009-01-01,B\nB,2009-01-01,\nC,2009-02-01,\n"
        "D,2009-03-01,E;F\nE,2009-03-01,\nF,2009-03-01,\nG,2009-04-01,\nH,2009-05-01,\n");
    AllocationRules rules;
    rules.count = LoadCount::cases;
    const Allocation allocation = allocated(
        ranking, roster_of({shipped::practitioner("P", 2), shipped::practitioner("Q", 2)}), rules);
    CHECK(allocation.why_unplaced(2) == UnplacedReason::too_large);
    CHECK(has(why_in_words(allocation, 2),
              "it takes 3 places and can never fit: nobody who may "
              "take it has more than 2"));
    CHECK(allocation.why_unplaced(4) == UnplacedReason::no_room);
    CHECK(has(why_in_words(allocation, 4),
              "full: P and Q; their free places go to A with 1 linked, "
              "C and G, all before it in the queue"));
    CHECK(allocation.one_more_place_buys() ==
          std::vector{std::optional{QueuedUnit{4}}, std::optional{QueuedUnit{4}}});
  }

  TEST_CASE("several places: who may take a unit is told from those to whom others could move") {
    const Ranking ranking = first_come_order(
        "case_id,listed_on,area,linked_to\nC1,2009-01-01,A,\nC2,2009-01-02,A,\n"
        "C3,2009-01-03,B,\nC4,2009-01-04,A,C5\nC5,2009-01-04,A,\n");
    Practitioner first = shipped::practitioner("P1", 1);
    first.areas = {"A", "B"};
    Practitioner second = shipped::practitioner("P2", 5);
    second.areas = {"A"};
    AllocationRules rules;
    rules.count = LoadCount::cases;

    const struct {
      std::uint32_t caseload;
      std::optional<std::uint32_t> new_limit;
      std::string others;
    } rows[] = {
        {1, std::nullopt, "full: P2"},
        {1, 2, "full: P2"},
        {5, 1, "full or at a limit: P2 (new_limit 1, 0 given before)"},
    };

    for (const auto& row : rows) {
      second.caseload = row.caseload;
      second.new_limit = row.new_limit;
      const Allocation allocation = allocated(ranking, roster_of({first, second}), rules);
      CHECK(why_in_words(allocation, 2) ==
            "no room for 1 place: those who may take it are full: P1; those to whom units before "
            "it could move are " +
                row.others +
                "; the free places of all these go to C1 and C2, all before it in the queue, and "
                "leave fewer than it takes");
    }
  }

  TEST_CASE("several places: every name among those who may take a unit is of one who may") {
    std::size_t apart = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
      CAPTURE(seed);
      const LoadWorld world = load_world(seed);
      const Allocation allocation =
          allocated(first_come_order(world.csv), roster_of(world.people), world.rules);
      for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
        if (!allocation.proof_of(unit) ||
            allocation.why_unplaced(unit) != UnplacedReason::no_room) {
          continue;
        }
        const std::string why = why_in_words(allocation, unit);
        const std::string takers = why.substr(0, why.find("; "));
        const auto removals = allocation.removals(unit);
        for (PractitionerIndex p{0}; p < world.people.size(); ++p) {
          const bool barred = std::ranges::count(removals, p, &Removal::practitioner) != 0;
          CHECK(has(takers, world.people[p].practitioner_id) == !barred);
        }
        apart += has(why, "; those to whom units before it could move are full: ") ? 1U : 0U;
      }
    }
    CHECK(apart > 0);
  }
  TEST_CASE("several places: a next best that costs nothing more is said to be at the same price") {
    const Ranking ranking =
        first_come_order("case_id,listed_on,linked_to\nA,2009-01-01,B\nB,2009-01-01,\n");
    AllocationRules rules;
    rules.count = LoadCount::cases;
    const Allocation allocation = allocated(
        ranking, roster_of({shipped::practitioner("P", 2), shipped::practitioner("Q", 2)}), rules);
    REQUIRE_FALSE(allocation.exact());
    CHECK(has(why_in_words(allocation, 0), "next best Q at the same price"));
    CHECK_FALSE(has(why_in_words(allocation, 0), "at most"));
  }
}
