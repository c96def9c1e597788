#include <waitlist/allocation/assignment.h>
#include <waitlist/allocation/weighted_assignment.h>

#include "support/assignment_oracle.h"
#include "support/assignment_worlds.h"
#include "support/shipped.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace oracle = assignment_oracle;
namespace worlds = assignment_worlds;

WeightedAssignment solved_weighted(const AssignmentProblem& problem) {
  auto answer = solve_weighted(problem);
  if (!answer) FAIL(shipped::lines_of(answer.error()));
  return *std::move(answer);
}

/// Whether the unit fits among these, one of which may move, or two of which may change places.
class Rearranging {
 public:
  Rearranging(const AssignmentProblem& problem, oracle::Places places)
      : problem_{problem}, places_{std::move(places)} {}

  bool finds_room_for(QueuedUnit unit) {
    if (fits_somewhere(unit)) return true;
    for (QueuedUnit one{0}; one < places_.size(); ++one) {
      if (!places_[one]) continue;
      const auto home = places_[one];
      for (const EligiblePair& pair : problem_.eligible(one)) {
        places_[one] = pair.practitioner;
        if (right() && fits_somewhere(unit)) return true;
      }
      places_[one] = home;
    }
    for (QueuedUnit one{0}; one < places_.size(); ++one) {
      for (QueuedUnit other{0}; other < one; ++other) {
        if (!places_[one] || !places_[other]) continue;
        std::swap(places_[one], places_[other]);
        if (right() && fits_somewhere(unit)) return true;
        std::swap(places_[one], places_[other]);
      }
    }
    return false;
  }

 private:
  [[nodiscard]] bool right() const { return oracle::faults_of(problem_, places_).empty(); }

  bool fits_somewhere(QueuedUnit unit) {
    for (const EligiblePair& pair : problem_.eligible(unit)) {
      places_[unit] = pair.practitioner;
      if (right()) return true;
    }
    places_[unit].reset();
    return false;
  }

  const AssignmentProblem& problem_;
  oracle::Places places_;
};

/// 60 units with loads 1 to 4 and 10 practitioners, eight of whom may take each.
AssignmentProblem loaded_world(unsigned seed, std::uint32_t places) {
  std::mt19937 draws{seed};
  AssignmentProblem problem;
  for (int p = 0; p < 10; ++p) {
    problem.add_practitioner({static_cast<std::uint32_t>(places - 2 + draws() % 5)});
  }
  for (int unit = 0; unit < 60; ++unit) {
    std::vector<EligiblePair> pairs;
    for (PractitionerIndex p{0}; p < 10; ++p) {
      if (draws() % 10 < 8) pairs.push_back({p, Cost{10 + static_cast<int>(draws() % 91)}});
    }
    const bool urgent = draws() % 4 == 0;
    problem.add_unit(pairs, urgent, static_cast<std::uint32_t>(1 + draws() % 4));
  }
  return problem;
}

}  // namespace

TEST_SUITE("weighted assignment") {
  TEST_CASE("weighted: small worlds have the set and the total of brute force") {
    CHECK(rc::check("the same", [] {
      const AssignmentProblem problem = worlds::random_world(6, 3, worlds::Prices::everywhere, 3);
      RC_LOG() << worlds::text_of(problem);
      const oracle::Best best = oracle::brute_force(problem);
      const WeightedAssignment answer = solved_weighted(problem);
      RC_ASSERT(answer.proved);
      RC_ASSERT(answer.practitioner == best.places);
      RC_ASSERT(answer.total.count() == best.total);
      RC_ASSERT(answer.bound.count() <= best.total);
    }));
  }

  TEST_CASE("weighted: loads of one are what the exact solver finds, and the bound is met") {
    CHECK(rc::check("the same set; the bound is the exact total", [] {
      const AssignmentProblem problem = worlds::random_world(30, 6, worlds::Prices::everywhere);
      RC_LOG() << worlds::text_of(problem);
      const Assignment exact = *Assignment::solve(problem);
      const WeightedAssignment answer = solved_weighted(problem);
      RC_ASSERT(oracle::faults_of(problem, answer.practitioner) == "");
      if (oracle::placed_of(answer.practitioner) == oracle::placed_of(oracle::places_of(exact))) {
        RC_ASSERT(answer.bound == exact.total());
        RC_ASSERT(answer.total >= exact.total());
      }
    }));
  }

  TEST_CASE("weighted: no unplaced unit fits by a move or a swap, and no limit is passed") {
    CHECK(rc::check("nothing is left undone", [] {
      const AssignmentProblem problem = worlds::random_world(24, 5, worlds::Prices::pairs, 4);
      RC_LOG() << worlds::text_of(problem);
      const WeightedAssignment answer = solved_weighted(problem);
      RC_ASSERT(oracle::faults_of(problem, answer.practitioner) == "");
      RC_ASSERT(answer.total.count() == oracle::total_of(problem, answer.practitioner));
      RC_ASSERT(answer.bound <= answer.total);
      for (QueuedUnit unit{0}; unit < problem.unit_count(); ++unit) {
        if (answer.practitioner[unit]) continue;
        RC_ASSERT_FALSE((Rearranging{problem, answer.practitioner}.finds_room_for(unit)));
        oracle::Places before = answer.practitioner;
        for (std::size_t behind = unit; behind < before.size(); ++behind) before[behind].reset();
        RC_ASSERT_FALSE((Rearranging{problem, before}.finds_room_for(unit)));
      }
    }));
  }

  TEST_CASE("weighted: with loads 1 to 4 the total is within 2 % of the bound on average") {
    std::int64_t totals = 0;
    std::int64_t bounds = 0;
    for (const std::uint32_t places : {14U, 17U, 22U}) {  // too few, just enough, enough
      for (unsigned seed = 1; seed <= 2; ++seed) {
        const WeightedAssignment answer = solved_weighted(loaded_world(seed, places));
        CHECK(answer.bound <= answer.total);
        totals += answer.total.count();
        bounds += answer.bound.count();
      }
    }
    CAPTURE(totals);
    CAPTURE(bounds);
    CHECK(totals * 100 <= bounds * 102);
  }

  TEST_CASE("weighted: faults of the problem are refused") {
    AssignmentProblem problem;
    problem.add_unit({}, false, 0);
    CHECK(solve_weighted(problem).error().front().code == ErrorCode::out_of_range);
  }
}
