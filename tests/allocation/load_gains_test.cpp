// What one more place buys, and which limit is named, where units take several places: against
// trying everything.
#include <waitlist/allocation/weighted_assignment.h>

#include "allocation/load_fit.h"
#include "allocation/place_gains.h"
#include "support/assignment_worlds.h"
#include "support/slow_packing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <vector>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

namespace {

struct GainWorld {
  std::vector<std::optional<std::uint32_t>> urgent_limits;  ///< one of these for each person
  unsigned kinds = 0;
  unsigned most_of_kind = 1;  ///< that a unit counts as
};

AssignmentProblem gain_world(std::mt19937& draws, const GainWorld& world) {
  const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
  AssignmentProblem problem;
  const unsigned people = 1 + below(3);
  for (unsigned p = 0; p < people; ++p) {
    PractitionerPlaces places{below(5)};
    const auto limit =
        world.urgent_limits[below(static_cast<unsigned>(world.urgent_limits.size()))];
    if (limit) places.urgent_places = *limit;
    problem.add_practitioner(places);
  }
  for (unsigned p = 0; p < people; ++p) {
    for (unsigned kind = 0; kind < world.kinds; ++kind) {
      if (below(3) != 0) problem.limit_kind(PractitionerIndex{p}, LimitedKind{kind}, below(4));
    }
  }
  const unsigned units = 3 + below(5);
  for (unsigned unit = 0; unit < units; ++unit) {
    std::vector<EligiblePair> pairs;
    for (unsigned p = 0; p < people; ++p) {
      if (below(4) != 0) pairs.push_back({PractitionerIndex{p}, Cost{}});
    }
    // What is urgent stands first, as in a queue, but for a few.
    const bool urgent = unit < units / 2 ? below(5) != 0 : below(5) == 0;
    const QueuedUnit added = problem.add_unit(pairs, urgent, 1 + below(3));
    for (unsigned kind = 0; kind < world.kinds; ++kind) {
      if (below(2) == 0)
        problem.add_kind(added, {LimitedKind{kind}, 1 + below(world.most_of_kind)});
    }
  }
  return problem;
}

AssignmentProblem with_a_place_more(const AssignmentProblem& problem, PractitionerIndex at) {
  AssignmentProblem more;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    PractitionerPlaces places = problem.places(p);
    if (p == at) ++places.places;
    more.add_practitioner(places);
  }
  more.limit_kinds_like(problem);
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) more.add_unit_like(problem, unit);
  return more;
}

/// Where a proof names a limit, that limit is not above what the places hold: 2 of a kind may stand
/// in each place.
void check_named(const AssignmentProblem& problem, const TightSet& set, const GainWorld& world) {
  for (const FullPlaces& full : set.full) {
    const PractitionerPlaces& places = problem.places(full.practitioner);
    if (full.kind == PlaceKind::urgent) CHECK(places.urgent_places <= places.places);
    if (full.kind != PlaceKind::kind) continue;
    const std::uint64_t limit = problem.kind_limit(full.practitioner, full.work);
    CHECK(limit <= std::uint64_t{places.places} * world.most_of_kind);
  }
}

/// With as many places as anybody could want, a limit that is named alone still keeps the unit out.
bool fits_with_more_places(const AssignmentProblem& problem,
                           std::span<const QueuedUnit> before,
                           QueuedUnit unit,
                           const TightSet& set) {
  AssignmentProblem more;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    PractitionerPlaces places = problem.places(p);
    const auto full = std::ranges::find(set.full, p, &FullPlaces::practitioner);
    if (full != set.full.end() && full->kind != PlaceKind::all) places.places += 20;
    more.add_practitioner(places);
  }
  more.limit_kinds_like(problem);
  for (const QueuedUnit one : before) more.add_unit_like(problem, one);
  more.add_unit_like(problem, unit);
  return slow_packing::promised_set(more).back();
}

struct Seen {
  int gains = 0;
  int by_full = 0;
  int by_urgent = 0;
  int by_kind = 0;
};

/// One world: the units that places buy, and the proofs of those that wait.
void check_gain_world(const AssignmentProblem& problem, const GainWorld& world, Seen& seen) {
  INFO(assignment_worlds::text_of(problem));
  const auto now = solve_weighted(problem);
  REQUIRE(now);
  REQUIRE(now->undecided.empty());
  const std::vector<bool> set = slow_packing::promised_set(problem);
  const auto bought = one_more_place_buys(problem, *now);
  std::vector<std::vector<bool>> then;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    CAPTURE(p);
    then.push_back(slow_packing::promised_set(with_a_place_more(problem, p)));
    std::optional<QueuedUnit> first;
    for (QueuedUnit unit{0}; unit < set.size() && !first; ++unit) {
      if (then.back()[unit] && !set[unit]) first = unit;
    }
    REQUIRE(bought[p] == first);
    seen.gains += first ? 1 : 0;
  }
  const LoadFit fit{problem};
  LoadPacking before{problem};
  std::vector<QueuedUnit> placed;
  for (QueuedUnit unit{0}; unit < set.size(); ++unit) {
    CAPTURE(unit);
    REQUIRE(now->practitioner[unit].has_value() == set[unit]);
    if (set[unit]) {
      before.put(unit, *now->practitioner[unit]);
      placed.push_back(unit);
      continue;
    }
    const TightSet proof = fit.proof(before, unit);
    check_named(problem, proof, world);
    if (!proof.full.empty()) REQUIRE_FALSE(fits_with_more_places(problem, placed, unit, proof));
    for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
      const auto full = std::ranges::find(proof.full, p, &FullPlaces::practitioner);
      const bool gains = bought[p] == unit;
      // Whose place helps is full, and not only at a limit within it.
      if (gains && !proof.full.empty()) {
        REQUIRE(full != proof.full.end());
        REQUIRE(full->kind == PlaceKind::all);
      }
      if (full == proof.full.end()) continue;
      seen.by_full += full->kind == PlaceKind::all ? 1 : 0;
      seen.by_urgent += full->kind == PlaceKind::urgent ? 1 : 0;
      seen.by_kind += full->kind == PlaceKind::kind ? 1 : 0;
    }
  }
}

/// Two urgent units of a place each before one of two places, and one practitioner for all.
AssignmentProblem two_urgent_and_a_pair(const PractitionerPlaces& places) {
  AssignmentProblem problem;
  problem.add_practitioner(places);
  const EligiblePair pair{};
  problem.add_unit({&pair, 1}, true);
  problem.add_unit({&pair, 1}, true);
  problem.add_unit({&pair, 1}, false, 2);
  return problem;
}

}  // namespace

TEST_SUITE("gains where units take several places") {
  TEST_CASE("several places: a caseload that is full is named, and a place more buys the unit") {
    const AssignmentProblem problem = two_urgent_and_a_pair({1});
    const auto now = solve_weighted(problem);
    REQUIRE(now);
    CHECK(one_more_place_buys(problem, *now) == std::vector{std::optional{QueuedUnit{1}}});
    LoadPacking before{problem};
    before.put(QueuedUnit{0}, PractitionerIndex{0});
    const TightSet proof = LoadFit{problem}.proof(before, QueuedUnit{1});
    CHECK(proof.full == std::vector<FullPlaces>{{PractitionerIndex{0}, PlaceKind::all}});
    CHECK(proof.holders == std::vector{QueuedUnit{0}});
  }

  TEST_CASE(
      "several places: an urgent limit that leaves no more than the places is what is named") {
    const AssignmentProblem problem = two_urgent_and_a_pair({2, 1});
    const auto now = solve_weighted(problem);
    REQUIRE(now);
    CHECK(one_more_place_buys(problem, *now) == std::vector{std::optional{QueuedUnit{2}}});
    LoadPacking before{problem};
    before.put(QueuedUnit{0}, PractitionerIndex{0});
    const TightSet proof = LoadFit{problem}.proof(before, QueuedUnit{1});
    CHECK(proof.full == std::vector<FullPlaces>{{PractitionerIndex{0}, PlaceKind::urgent}});
  }

  TEST_CASE("several places: in random worlds a place more buys what allocating again gives") {
    const std::optional<std::uint32_t> none;

    const struct {
      GainWorld world;
      int by_urgent;
      int by_kind;
    } rows[] = {
        {{{none}, 0}, 0, 0},  {{{none, 0U, 1U}, 0}, 20, 0},      {{{none, 0U, 1U, 2U}, 0}, 20, 0},
        {{{none}, 1}, 0, 20}, {{{none, 0U, 1U, 2U}, 2}, 20, 20}, {{{none, 1U, 2U}, 2, 3}, 20, 20},
    };

    std::mt19937 draws{77};
    for (const auto& row : rows) {
      CAPTURE(row.world.urgent_limits.size());
      CAPTURE(row.world.kinds);
      Seen seen;
      for (int world = 0; world < 300; ++world) {
        CAPTURE(world);
        check_gain_world(gain_world(draws, row.world), row.world, seen);
      }
      CHECK(seen.gains > 100);
      CHECK(seen.by_full > 100);
      CHECK(seen.by_urgent >= row.by_urgent);
      CHECK(seen.by_kind >= row.by_kind);
    }
  }
}
