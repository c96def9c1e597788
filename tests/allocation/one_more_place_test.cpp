// What one more free place would buy, against allocating again with it.
#include <waitlist/allocation/allocation.h>

#include "support/assignment_oracle.h"
#include "support/sample_allocation.h"
#include "support/shipped.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

using shipped::allocated;
using shipped::roster_of;

/// Random lists and rosters whose urgent limits lie below, at and above the places that are free.
class World {
 public:
  explicit World(unsigned seed) : draws_{seed} {}

  std::uint32_t below(std::uint32_t most) { return static_cast<std::uint32_t>(draws_() % most); }

  Ranking ranking(std::uint32_t cases) {
    std::string csv = "case_id,listed_on,area,court.case_type\n";
    for (std::uint32_t i = 0; i < cases; ++i) {
      const std::uint32_t month = 1 + below(9);
      csv += "C" + std::to_string(i) + ",2009-0" + std::to_string(month) + "-01,";
      csv += std::string{"area-"} + static_cast<char>('a' + below(3));
      csv += below(2) == 0 ? ",fl401\n" : ",c100\n";
    }
    return *rank(shipped::cases(csv), shipped::policy("hmcts_private_law_bands"), shipped::as_of());
  }

  std::vector<Practitioner> people(std::uint32_t count, std::uint32_t places) {
    std::vector<Practitioner> people(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      Practitioner& one = people[i];
      one.practitioner_id = "P" + std::to_string(10 + i);
      one.caseload = below(places + 1);
      one.held_load = below(places + 1);
      one.urgent_held = below(*one.held_load + 1);
      if (below(4) != 0) one.urgent_limit = below(places + 3);
      for (const char area : {'a', 'b', 'c'}) {
        if (below(3) != 0) one.areas.push_back(std::string{"area-"} + area);
      }
      if (below(8) == 0) one.absences = {{{shipped::as_of(), std::nullopt}, "leave"}};
    }
    return people;
  }

 private:
  std::mt19937 draws_;
};

std::vector<bool> placed_in(const Allocation& allocation) {
  std::vector<bool> placed;
  for (const AllocationUnit& unit : allocation.units()) {
    placed.push_back(unit.practitioner.has_value());
  }
  return placed;
}

void check_gains(const Ranking& ranking, const std::vector<Practitioner>& people) {
  const Allocation allocation = allocated(ranking, roster_of(people));
  const auto bought = allocation.one_more_place_buys();
  for (PractitionerIndex p{0}; p < people.size(); ++p) {
    std::vector<Practitioner> more = people;
    more[p].caseload = std::max(more[p].caseload, *more[p].held_load) + 1;
    std::vector<bool> expected = placed_in(allocation);
    if (bought[p]) expected[*bought[p]] = true;
    CAPTURE(people[p].practitioner_id);
    REQUIRE(placed_in(allocated(ranking, roster_of(more))) == expected);
  }
}

/// The problem with the limits as the roster writes them.
AssignmentProblem problem_of(const Allocation& allocation) {
  AssignmentProblem problem;
  const auto people = allocation.roster().practitioners();
  for (PractitionerIndex p{0}; p < people.size(); ++p) {
    PractitionerPlaces places{allocation.loads()[p].before.free};
    if (people[p].urgent_limit) {
      places.urgent_places =
          *people[p].urgent_limit - std::min(*people[p].urgent_limit, people[p].urgent_held);
    }
    problem.add_practitioner(places);
  }
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) {
    std::vector<EligiblePair> pairs;
    const auto removals = allocation.removals(unit);
    for (PractitionerIndex p{0}; p < people.size(); ++p) {
      if (std::ranges::count(removals, p, &Removal::practitioner) == 0) pairs.push_back({p, {}});
    }
    problem.add_unit(pairs, allocation.units()[unit].urgent);
  }
  return problem;
}

void check_proofs(const Allocation& allocation) {
  const AssignmentProblem problem = problem_of(allocation);
  assignment_oracle::Places places;
  for (const AllocationUnit& unit : allocation.units()) places.push_back(unit.practitioner);
  REQUIRE(assignment_oracle::broken_promise(problem, places) == "");
  for (QueuedUnit unit{0}; unit < places.size(); ++unit) {
    if (places[unit] || allocation.why_unplaced(unit) != UnplacedReason::places_full) continue;
    const TightSet set = allocation.tight_set(unit);
    REQUIRE(assignment_oracle::faults_of(problem, places, unit, set) == "");
    // A limit is named as the cause only where it is the limit that binds: with it gone and the
    // caseload as it is, a place would be free.
    for (const FullPlaces& full : set.full) {
      const Capacity& before = allocation.loads()[full.practitioner].before;
      if (full.kind == PlaceKind::urgent) CHECK(before.urgent_free.has_value());
      if (full.kind == PlaceKind::urgent && before.free > 0) {
        CHECK(problem.places(full.practitioner).urgent_places <= before.free);
      }
    }
  }
}

}  // namespace

TEST_SUITE("one more place") {
  TEST_CASE("one more place: in 2,000 random worlds really added it gives what was said") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
      World world{seed};
      const Ranking ranking = world.ranking(1 + world.below(9));
      for (int roster = 0; roster < 50; ++roster) {
        CAPTURE(seed);
        CAPTURE(roster);
        const auto people = world.people(1 + world.below(4), 3);
        check_gains(ranking, people);
        check_proofs(allocated(ranking, roster_of(people)));
      }
    }
  }

  TEST_CASE("one more place: and in 200 lists of 60 cases and 12 people with limits in limits") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
      World world{100 + seed};
      const Ranking ranking = world.ranking(60);
      for (int roster = 0; roster < 10; ++roster) {
        CAPTURE(seed);
        CAPTURE(roster);
        check_gains(ranking, world.people(12, 8));
      }
    }
  }

  TEST_CASE("one more place: a caseload that is full below the urgent limit is what is named") {
    const Ranking ranking =
        *rank(shipped::cases("case_id,listed_on,court.case_type\nC1,2009-01-01,fl401\n"
                             "C2,2009-01-02,fl401\nC3,2009-01-03,fl401\nC4,2009-01-04,c100\n"),
              shipped::policy("hmcts_private_law_bands"), shipped::as_of());
    Practitioner one = shipped::practitioner("P1", 2);
    one.urgent_limit = 4;
    const Allocation allocation = allocated(ranking, roster_of({one}));
    CHECK(allocation.tight_set(2).full ==
          std::vector<FullPlaces>{{PractitionerIndex{0}, PlaceKind::all}});
    CHECK(allocation.one_more_place_buys()[0] == QueuedUnit{2});
  }
}
