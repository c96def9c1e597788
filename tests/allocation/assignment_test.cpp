#include <waitlist/allocation/assignment.h>
#include <waitlist/base/limits.h>

#include "support/assignment_oracle.h"
#include "support/assignment_worlds.h"
#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace oracle = assignment_oracle;
namespace worlds = assignment_worlds;

Assignment solved(const AssignmentProblem& problem) {
  auto assignment = Assignment::solve(problem);
  if (!assignment) FAIL(shipped::lines_of(assignment.error()));
  return *std::move(assignment);
}

EligiblePair pair(PractitionerIndex practitioner, std::int64_t cost) {
  return {practitioner, Cost{cost}};
}

/// The problem with its units from `from` to the end of `order`, in that order.
AssignmentProblem with_units(const AssignmentProblem& problem,
                             const std::vector<QueuedUnit>& order) {
  AssignmentProblem result;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    result.add_practitioner(problem.places(p));
  }
  for (const QueuedUnit unit : order) result.add_unit(problem.eligible(unit), problem.urgent(unit));
  return result;
}

AssignmentProblem with_places(const AssignmentProblem& problem,
                              PractitionerIndex changed,
                              std::uint32_t places,
                              std::uint32_t urgent_places) {
  AssignmentProblem result;
  for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
    PractitionerPlaces one = problem.places(p);
    if (p == changed) {
      one.places = places;
      one.urgent_places = urgent_places;
    }
    result.add_practitioner(one);
  }
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    result.add_unit(problem.eligible(unit), problem.urgent(unit));
  }
  return result;
}

/// The places of the units in this order.
oracle::Places places_in(const Assignment& assignment, const std::vector<QueuedUnit>& order) {
  oracle::Places places;
  for (const QueuedUnit unit : order) places.push_back(assignment.practitioner_of(unit));
  return places;
}

void check_every_proof(const AssignmentProblem& problem, const Assignment& assignment) {
  const oracle::Places places = oracle::places_of(assignment);
  RC_ASSERT(oracle::faults_of(problem, places) == "");
  RC_ASSERT(oracle::broken_promise(problem, places) == "");
  for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
    if (places[unit]) continue;
    RC_ASSERT(oracle::faults_of(problem, places, unit, assignment.why_unplaced(unit)) == "");
  }
}

}  // namespace

TEST_SUITE("assignment") {
  TEST_CASE("assignment: in every small world the best set, the least total, one answer") {
    const std::uint64_t worlds_seen =
        worlds::for_each_small_world(4, 3, [](const AssignmentProblem& problem) {
          const oracle::Best best = oracle::brute_force(problem);
          const Assignment assignment = solved(problem);
          const bool same = oracle::places_of(assignment) == best.places &&
                            assignment.total().count() == best.total;
          if (!same) FAIL(worlds::text_of(problem));
        });
    CHECK(worlds_seen == 19'600);
  }

  TEST_CASE("assignment: random worlds with urgent limits and prices of places, one answer") {
    CHECK(rc::check("brute force finds the same", [] {
      const AssignmentProblem problem = worlds::random_world(5, 4, worlds::Prices::everywhere);
      const oracle::Best best = oracle::brute_force(problem);
      const Assignment assignment = solved(problem);
      RC_LOG() << worlds::text_of(problem);
      RC_ASSERT(oracle::places_of(assignment) == best.places);
      RC_ASSERT(assignment.total().count() == best.total);
      check_every_proof(problem, assignment);
    }));
  }

  TEST_CASE("assignment: larger worlds keep the promise, and Boost.Graph finds no lower total") {
    CHECK(rc::check("promise, proofs and total", [] {
      const AssignmentProblem problem = worlds::random_world(30, 7, worlds::Prices::everywhere);
      const Assignment assignment = solved(problem);
      RC_LOG() << worlds::text_of(problem);
      check_every_proof(problem, assignment);
      const auto placed = oracle::placed_of(oracle::places_of(assignment));
      RC_ASSERT(assignment.total().count() == oracle::boost_total(problem, placed));
      RC_ASSERT(assignment.total().count() ==
                oracle::total_of(problem, oracle::places_of(assignment)));
    }));
  }

  TEST_CASE("assignment: one more place buys what solving again with it places") {
    CHECK(rc::check("the same unit", [] {
      const AssignmentProblem problem = worlds::random_world(12, 4, worlds::Prices::pairs);
      RC_LOG() << worlds::text_of(problem);
      const Assignment assignment = solved(problem);
      const auto bought = assignment.one_more_place_buys();
      const auto urgent_bought = assignment.one_more_urgent_place_buys();
      const auto before = oracle::placed_of(oracle::places_of(assignment));
      const auto check = [&](const AssignmentProblem& more, std::optional<QueuedUnit> placed,
                             std::optional<QueuedUnit> displaced) {
        auto expected = before;
        if (placed) expected[*placed] = true;
        if (displaced) expected[*displaced] = false;
        RC_ASSERT(oracle::placed_of(oracle::places_of(solved(more))) == expected);
      };
      for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
        const PractitionerPlaces& now = problem.places(p);
        check(with_places(problem, p, now.places + 1, now.urgent_places), bought[p], {});
        if (now.urgent_places >= now.places) continue;
        const auto gain = urgent_bought[p];
        check(with_places(problem, p, now.places, now.urgent_places + 1),
              gain ? std::optional{gain->placed} : std::nullopt,
              gain ? gain->displaced : std::nullopt);
      }
    }));
  }

  TEST_CASE("assignment: the next best and its price are those of forbidding the pair") {
    CHECK(rc::check("the same total", [] {
      const AssignmentProblem problem = worlds::random_world(10, 4, worlds::Prices::everywhere);
      const Assignment assignment = solved(problem);
      RC_LOG() << worlds::text_of(problem);
      const auto placed = oracle::placed_of(oracle::places_of(assignment));
      for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
        const auto now = assignment.practitioner_of(unit);
        if (!now) continue;
        AssignmentProblem without;
        for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
          without.add_practitioner(problem.places(p));
        }
        for (QueuedUnit one{0}; one < problem.unit_count(); ++one) {
          std::vector<EligiblePair> pairs;
          for (const EligiblePair& eligible : problem.eligible(one)) {
            const bool dropped = (one == unit && eligible.practitioner == *now) || !placed[one];
            if (!dropped) pairs.push_back(eligible);
          }
          without.add_unit(pairs, problem.urgent(one));
        }
        const Assignment other = solved(without);
        const auto next = assignment.next_best(unit);
        const bool all_placed = oracle::placed_of(oracle::places_of(other)) == placed;
        RC_ASSERT(next.has_value() == all_placed);
        if (!next) continue;
        RC_ASSERT(next->extra == other.total() - assignment.total());
        RC_ASSERT(next->practitioner != *now);
        // It can be had there for so much, and with nobody before it.
        for (const EligiblePair& eligible : problem.eligible(unit)) {
          if (eligible.practitioner == *now || eligible.practitioner > next->practitioner) continue;
          const auto what_if = solved(without).what_if(unit, eligible.practitioner);
          const bool as_cheap = what_if && !what_if->displaced && what_if->extra == Cost{};
          RC_ASSERT(as_cheap == (eligible.practitioner == next->practitioner));
        }
      }
    }));
  }

  TEST_CASE("assignment: all next bests and all proofs at once are those of each unit") {
    CHECK(rc::check("the same", [] {
      const AssignmentProblem problem = worlds::random_world(24, 6, worlds::Prices::everywhere);
      RC_LOG() << worlds::text_of(problem);
      Assignment assignment = solved(problem);
      if (*rc::gen::inRange(0, 2) == 1) {
        assignment.withdraw(PractitionerIndex{*rc::gen::inRange(0U, 6U)});
      }
      const auto next = assignment.next_bests();
      const TightSets proofs = assignment.tight_sets();
      RC_ASSERT(next.size() == problem.unit_count());
      RC_ASSERT(proofs.set_of.size() == problem.unit_count());
      std::size_t seen = 0;
      for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
        if (assignment.practitioner_of(unit)) {
          RC_ASSERT(next[unit] == assignment.next_best(unit));
          RC_ASSERT_FALSE(proofs.set_of[unit].has_value());
          continue;
        }
        RC_ASSERT_FALSE(next[unit].has_value());
        const TightSet alone = assignment.why_unplaced(unit);
        RC_ASSERT(proofs.set_of[unit].has_value() == !alone.full.empty());
        if (!proofs.set_of[unit]) continue;
        const TightSet& set = proofs.sets[*proofs.set_of[unit]];
        RC_ASSERT(set.full == alone.full);
        RC_ASSERT(set.holders == alone.holders);
        seen = std::max(seen, *proofs.set_of[unit] + 1);
      }
      RC_ASSERT(seen == proofs.sets.size());
      for (std::size_t i = 0; i < proofs.sets.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
          RC_ASSERT((proofs.sets[i].full != proofs.sets[k].full ||
                     proofs.sets[i].holders != proofs.sets[k].holders));
        }
      }
    }));
  }

  TEST_CASE("assignment: what if is what solving again with the pair alone, first, gives") {
    CHECK(rc::check("the same set and total", [] {
      const AssignmentProblem problem = worlds::random_world(9, 4, worlds::Prices::everywhere);
      const Assignment assignment = solved(problem);
      RC_LOG() << worlds::text_of(problem);
      const auto unit = QueuedUnit{*rc::gen::inRange<std::size_t>(0, problem.unit_count())};
      for (const EligiblePair& eligible : problem.eligible(unit)) {
        AssignmentProblem pinned;
        for (PractitionerIndex p{0}; p < problem.practitioner_count(); ++p) {
          pinned.add_practitioner(problem.places(p));
        }
        pinned.add_unit({&eligible, 1}, problem.urgent(unit));
        for (QueuedUnit one{0}; one < problem.unit_count(); ++one) {
          if (one != unit) pinned.add_unit(problem.eligible(one), problem.urgent(one));
        }
        const Assignment then = solved(pinned);
        const auto what_if = assignment.what_if(unit, eligible.practitioner);
        RC_ASSERT(what_if.has_value() == then.practitioner_of(0).has_value());
        if (!what_if) continue;
        RC_ASSERT(what_if->extra == then.total() - assignment.total());
        oracle::Places moved = oracle::places_of(assignment);
        for (const UnitMove& move : what_if->moves) {
          RC_ASSERT(moved[move.unit] == move.from);
          moved[move.unit] = move.to;
        }
        RC_ASSERT(oracle::faults_of(problem, moved) == "");
        RC_ASSERT(oracle::total_of(problem, moved) == then.total().count());
        const auto now = oracle::placed_of(moved);
        for (QueuedUnit one{0}; one < problem.unit_count(); ++one) {
          const QueuedUnit there = one == unit ? QueuedUnit{} : one < unit ? one.next() : one;
          RC_ASSERT(now[one] == then.practitioner_of(there).has_value());
        }
      }
    }));
  }
}

TEST_SUITE("assignment at its ends") {
  TEST_CASE("assignment: no practitioner, no place, no unit and nobody eligible are answered") {
    AssignmentProblem nobody;
    nobody.add_unit({});
    const Assignment alone = solved(nobody);
    CHECK(alone.placed_count() == 0);
    CHECK(alone.why_unplaced(0).full.empty());
    CHECK(alone.one_more_place_buys().empty());

    AssignmentProblem no_place;
    no_place.add_practitioner({});
    no_place.add_unit(std::vector{pair(0, 5)});
    const Assignment full = solved(no_place);
    CHECK_FALSE(full.practitioner_of(0));
    CHECK(full.why_unplaced(0).full == std::vector{FullPlaces{0, PlaceKind::all}});
    CHECK(full.why_unplaced(0).holders.empty());
    CHECK(full.one_more_place_buys() == std::vector{std::optional{QueuedUnit{0}}});
    CHECK_FALSE(full.what_if(0, 0));

    AssignmentProblem no_unit;
    no_unit.add_practitioner({3});
    CHECK(solved(no_unit).total().count() == 0);
  }

  TEST_CASE("assignment: the first units of the queue have the places, whatever they cost") {
    AssignmentProblem problem;
    problem.add_practitioner({1});
    problem.add_practitioner({1});
    problem.add_unit(std::vector{pair(0, 900), pair(1, 1000)});
    problem.add_unit(std::vector{pair(0, 1)});
    problem.add_unit(std::vector{pair(1, 1)});
    const Assignment assignment = solved(problem);
    CHECK(oracle::places_of(assignment) ==
          oracle::Places{PractitionerIndex{1}, PractitionerIndex{0}, std::nullopt});
    const TightSet why = assignment.why_unplaced(2);
    CHECK(why.full.size() == 2);
    CHECK(why.holders == std::vector<QueuedUnit>{0, 1});
    CHECK_FALSE(assignment.next_best(0));
  }

  TEST_CASE("assignment: thousands of equal prices have one answer, the earliest practitioners") {
    AssignmentProblem problem;
    for (int p = 0; p < 40; ++p) problem.add_practitioner({50});
    std::vector<EligiblePair> everybody;
    for (PractitionerIndex p{0}; p < 40; ++p) everybody.push_back(pair(p, 7));
    for (int unit = 0; unit < 2200; ++unit) problem.add_unit(everybody);
    const Assignment assignment = solved(problem);
    CHECK(assignment.placed_count() == 2000);
    CHECK(assignment.total().count() == 14'000);
    for (QueuedUnit unit{0}; unit < 2000; ++unit) {
      CHECK(assignment.practitioner_of(unit) == unit / 50);
    }
    CHECK(assignment.why_unplaced(2100).holders.size() == 2000);
  }

  TEST_CASE("assignment: prices at the limit are summed exactly, past it they are refused") {
    AssignmentProblem problem;
    for (int p = 0; p < 30; ++p) problem.add_practitioner({1});
    for (PractitionerIndex unit{0}; unit < 30; ++unit) {
      // A long chain: each unit would rather have the place of the one before.
      std::vector<EligiblePair> pairs{pair(unit, limits::kPairCostMax)};
      if (unit > 0) pairs.push_back(pair(PractitionerIndex{unit - 1U}, -limits::kPairCostMax));
      problem.add_unit(pairs);
    }
    const Assignment assignment = solved(problem);
    CHECK(assignment.total().count() == 30 * limits::kPairCostMax);
    CHECK(Assignment{assignment}.keep_where_they_are().empty());
    AssignmentProblem many;
    for (int p = 0; p < 6000; ++p) many.add_practitioner({1});
    many.add_unit(std::vector{pair(0, limits::kPairCostMax)});
    CHECK(solved(many).keep_where_they_are().front().code == ErrorCode::out_of_range);

    problem.add_unit(std::vector{pair(0, limits::kPairCostMax + 1)});
    problem.add_unit(std::vector{pair(0, INT64_MIN)});
    problem.add_unit(std::vector{pair(0, INT64_MAX), pair(0, 1), pair(99, 1)});
    problem.add_unit({}, false, 2);
    PractitionerPlaces falling{5};
    falling.price.rise = Cost{-1};
    problem.add_practitioner(falling);
    problem.add_practitioner({limits::kPlacesMax + 1});
    const auto refused = Assignment::solve(problem);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().size() == 7);
  }

  TEST_CASE("assignment: one practitioner with all the languages is kept for who needs them") {
    AssignmentProblem problem;
    problem.add_practitioner({1});  // all languages, and the nearest to everybody
    problem.add_practitioner({1});
    problem.add_unit(std::vector{pair(0, 1), pair(1, 50)});
    problem.add_unit(std::vector{pair(0, 1)});
    CHECK(oracle::places_of(solved(problem)) ==
          oracle::Places{PractitionerIndex{1}, PractitionerIndex{0}});
  }

  TEST_CASE("assignment: a unit of several places is refused here, and a pair of no practitioner") {
    AssignmentProblem problem;
    problem.add_practitioner({3});
    problem.add_unit(std::vector{pair(0, 1)}, false, 2);
    CHECK(Assignment::solve(problem).error().front().code == ErrorCode::out_of_range);
    AssignmentProblem fine;
    fine.add_practitioner({3});
    Assignment assignment = solved(fine);
    CHECK(assignment.insert(0, std::vector{pair(1, 1)}).error().front().code ==
          ErrorCode::unknown_reference);
    CHECK(assignment.unit_count() == 0);
  }
}

TEST_SUITE("assignment repairs") {
  TEST_CASE("repair: a queue that grows unit by unit, anywhere, is as good as one solved whole") {
    CHECK(rc::check("the same set and total", [] {
      const AssignmentProblem all = worlds::random_world(14, 4, worlds::Prices::everywhere);
      RC_LOG() << worlds::text_of(all);
      Assignment growing = solved(with_units(all, {}));
      std::vector<QueuedUnit> order;
      for (QueuedUnit unit{0}; unit < all.unit_count(); ++unit) {
        const auto at = *rc::gen::inRange<std::size_t>(0, order.size() + 1);
        const QueuedUnit before = at == order.size() ? unit : order[at];
        order.insert(order.begin() + static_cast<std::ptrdiff_t>(at), unit);
        RC_ASSERT(growing.insert(before, all.eligible(unit), all.urgent(unit)) == unit);
        RC_ASSERT(growing.queue() == order);
        const AssignmentProblem now = with_units(all, order);
        const Assignment whole = solved(now);
        const oracle::Places places = places_in(growing, order);
        RC_ASSERT(oracle::faults_of(now, places) == "");
        RC_ASSERT(oracle::placed_of(places) == oracle::placed_of(oracle::places_of(whole)));
        RC_ASSERT(growing.total() == whole.total());
      }
    }));
  }

  TEST_CASE("repair: units that leave and places that go are as if they had never been") {
    CHECK(rc::check("the same set and total", [] {
      const AssignmentProblem all = worlds::random_world(14, 4, worlds::Prices::everywhere);
      RC_LOG() << worlds::text_of(all);
      Assignment changing = solved(all);
      std::vector<QueuedUnit> order = changing.queue();
      AssignmentProblem now = all;
      for (int step = 0; step < 8; ++step) {
        if (*rc::gen::arbitrary<bool>() && !order.empty()) {
          const auto at = *rc::gen::inRange<std::size_t>(0, order.size());
          changing.remove(order[at]);
          order.erase(order.begin() + static_cast<std::ptrdiff_t>(at));
        } else {
          const auto p = PractitionerIndex{*rc::gen::inRange<unsigned>(0, 4)};
          if (now.places(p).places == 0) continue;
          const bool whole = *rc::gen::inRange(0, 4) == 0;
          if (whole)
            changing.withdraw(p);
          else
            changing.take_place(p);
          now = with_places(now, p, whole ? 0 : now.places(p).places - 1,
                            now.places(p).urgent_places);
        }
        const AssignmentProblem problem = with_units(now, order);
        const Assignment again = solved(problem);
        const oracle::Places places = places_in(changing, order);
        RC_ASSERT(oracle::faults_of(problem, places) == "");
        RC_ASSERT(oracle::placed_of(places) == oracle::placed_of(oracle::places_of(again)));
        RC_ASSERT(changing.total() == again.total());
      }
    }));
  }

  TEST_CASE("repair: with everybody kept where they are, nothing moves fewer and costs less") {
    CHECK(rc::check("fewest moves, then least total, by brute force", [] {
      const AssignmentProblem all = worlds::random_world(5, 3, worlds::Prices::everywhere);
      RC_LOG() << worlds::text_of(all);
      Assignment keeping = solved(all);
      const oracle::Places before = oracle::places_of(keeping);
      RC_ASSERT(keeping.keep_where_they_are().empty());
      const auto p = PractitionerIndex{*rc::gen::inRange<unsigned>(0, 3)};
      const std::uint32_t had = all.places(p).places;
      if (had == 0) return;
      const bool whole = *rc::gen::arbitrary<bool>();
      if (whole)
        keeping.withdraw(p);
      else
        keeping.take_place(p);
      const AssignmentProblem now =
          with_places(all, p, whole ? 0 : had - 1, all.places(p).urgent_places);
      // A move costs more than all prices together, so the least total moves fewest.
      constexpr std::int64_t kMove = 1'000'000;
      AssignmentProblem moving;
      for (PractitionerIndex q{0}; q < 3; ++q) moving.add_practitioner(now.places(q));
      for (QueuedUnit unit{0}; unit < now.unit_count(); ++unit) {
        std::vector<EligiblePair> pairs(now.eligible(unit).begin(), now.eligible(unit).end());
        for (EligiblePair& one : pairs) {
          if (before[unit] && before[unit] != one.practitioner) one.cost += Cost{kMove};
        }
        moving.add_unit(pairs, now.urgent(unit));
      }
      const oracle::Best best = oracle::brute_force(moving);
      const oracle::Places after = oracle::places_of(keeping);
      RC_ASSERT(oracle::placed_of(after) == oracle::placed_of(best.places));
      RC_ASSERT(oracle::total_of(moving, after) == best.total);
      RC_ASSERT(keeping.total().count() == oracle::total_of(now, after));
    }));
  }
}
