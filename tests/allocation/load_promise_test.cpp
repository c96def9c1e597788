// The promise where units take several places: the set of units that are placed.
#include <waitlist/allocation/weighted_assignment.h>

#include "support/assignment_oracle.h"
#include "support/assignment_worlds.h"
#include "support/shipped.h"
#include "support/slow_packing.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace oracle = assignment_oracle;
namespace worlds = assignment_worlds;

WeightedAssignment solved_promise(const AssignmentProblem& problem) {
  auto answer = solve_weighted(problem);
  if (!answer) FAIL(shipped::lines_of(answer.error()));
  return *std::move(answer);
}

std::vector<bool> set_of(const WeightedAssignment& answer) {
  return oracle::placed_of(answer.practitioner);
}

/// Units that fill every practitioner to the last place, in an order of their own.
struct FullLoads {
  std::vector<std::uint32_t> loads;
  std::vector<std::uint32_t> places;
};

FullLoads full_loads(std::size_t units, std::size_t people, unsigned seed, std::uint32_t least) {
  std::mt19937 draws{seed};
  FullLoads full{{}, std::vector<std::uint32_t>(people, 0)};
  for (std::size_t unit = 0; unit < units; ++unit) {
    full.loads.push_back(static_cast<std::uint32_t>(least + draws() % (7 - least)));
    full.places[draws() % people] += full.loads.back();
  }
  std::shuffle(full.loads.begin(), full.loads.end(), draws);
  return full;
}

/// Everybody may take everything, at one price.
AssignmentProblem problem_of(const FullLoads& full) {
  AssignmentProblem problem;
  for (const std::uint32_t places : full.places) problem.add_practitioner({places});
  for (const std::uint32_t load : full.loads) {
    std::vector<EligiblePair> pairs;
    for (PractitionerIndex p{0}; p < full.places.size(); ++p) {
      pairs.push_back({p, Cost{}});
    }
    problem.add_unit(pairs, false, load);
  }
  return problem;
}

/// Those that would be kept if places were all that counts, wherever they are: no set can be
/// better, so one that is the same is the best.
std::vector<bool> kept_by_counting(const FullLoads& full) {
  std::uint64_t left = std::accumulate(full.places.begin(), full.places.end(), std::uint64_t{0});
  std::vector<bool> kept;
  for (const std::uint32_t load : full.loads) {
    kept.push_back(load <= left);
    if (kept.back()) left -= load;
  }
  return kept;
}

struct Size {
  std::size_t units, people;
};

constexpr Size kSizes[] = {{24, 6}, {61, 8}, {120, 14}, {198, 20}, {200, 20}};

}  // namespace

TEST_SUITE("promise of several places") {
  TEST_CASE("several places: the set is the one that trying everything finds, and it is said so") {
    CHECK(rc::check("the same set", [] {
      const AssignmentProblem problem = worlds::random_world(9, 4, worlds::Prices::pairs, 6);
      RC_LOG() << worlds::text_of(problem);
      const WeightedAssignment answer = solved_promise(problem);
      RC_ASSERT(oracle::faults_of(problem, answer.practitioner) == "");
      RC_ASSERT(answer.undecided.empty());
      RC_ASSERT(set_of(answer) == slow_packing::promised_set(problem));
    }));
  }

  TEST_CASE("several places: thirteen units, past those that are answered by trying everything") {
    std::mt19937 draws{15};
    for (int world = 0; world < 12; ++world) {
      AssignmentProblem problem;
      const auto below = [&draws](unsigned most) { return static_cast<unsigned>(draws() % most); };
      for (int p = 0; p < 3; ++p) problem.add_practitioner({4 + below(9), below(12)});
      for (int unit = 0; unit < 13; ++unit) {
        std::vector<EligiblePair> pairs;
        for (PractitionerIndex p{0}; p < 3; ++p) {
          if (below(4) != 0) pairs.push_back({p, Cost{below(50)}});
        }
        problem.add_unit(pairs, below(3) == 0, 1 + below(6));
      }
      INFO(worlds::text_of(problem));
      const WeightedAssignment answer = solved_promise(problem);
      CHECK(answer.undecided.empty());
      REQUIRE(set_of(answer) == slow_packing::promised_set(problem));
      CHECK(answer.total.count() >= slow_packing::least_total(problem, set_of(answer)));
    }
  }

  TEST_CASE("several places: places that are filled to the last are filled, in either order") {
    for (const Size size : kSizes) {
      for (unsigned seed = 1; seed <= 2; ++seed) {
        for (const std::uint32_t least : {1U, 3U}) {
          CAPTURE(size.units);
          CAPTURE(seed);
          CAPTURE(least);
          FullLoads full = full_loads(size.units, size.people, seed, least);
          for (int order = 0; order < 2; ++order) {
            const WeightedAssignment answer = solved_promise(problem_of(full));
            CHECK(answer.undecided.empty());
            CHECK(std::ranges::count(set_of(answer), false) == 0);
            std::ranges::reverse(full.loads);
          }
        }
      }
    }
  }

  TEST_CASE("several places: with one practitioner fewer nobody is passed over") {
    for (const Size size : kSizes) {
      for (unsigned seed = 1; seed <= 3; ++seed) {
        CAPTURE(size.units);
        CAPTURE(seed);
        FullLoads full = full_loads(size.units, size.people, seed, 1);
        full.places.pop_back();
        for (int order = 0; order < 2; ++order) {
          const WeightedAssignment answer = solved_promise(problem_of(full));
          CHECK(answer.undecided.empty());
          CHECK(set_of(answer) == kept_by_counting(full));
          std::ranges::reverse(full.loads);
        }
      }
    }
  }

  TEST_CASE("several places: thirteen units of which all fit are all placed") {
    AssignmentProblem problem;
    problem.add_practitioner({29});
    problem.add_practitioner({2});
    const std::vector<EligiblePair> first{{PractitionerIndex{0}, Cost{}}};
    const std::vector<EligiblePair> both{{PractitionerIndex{0}, Cost{}},
                                         {PractitionerIndex{1}, Cost{}}};
    for (const std::uint32_t load : {3U, 1U, 2U, 3U, 3U, 3U, 4U, 1U, 2U, 2U, 2U, 3U, 2U}) {
      problem.add_unit(load == 1 ? both : first, false, load);
    }
    CHECK(std::ranges::count(set_of(solved_promise(problem)), true) == 13);
  }

  TEST_CASE("several places: even loads do not fill odd places, and that is found out") {
    AssignmentProblem problem;
    std::vector<EligiblePair> all;
    for (PractitionerIndex p{0}; p < 21; ++p) {
      problem.add_practitioner({7});
      all.push_back({p, Cost{}});
    }
    for (int unit = 0; unit < 70; ++unit) problem.add_unit(all, false, unit % 9 == 0 ? 4 : 2);
    const WeightedAssignment answer = solved_promise(problem);
    CHECK(answer.undecided.empty());
    std::uint32_t taken = 0;
    for (const std::uint32_t one : answer.taken) taken += one;
    CHECK(taken == 21 * 6);
  }

  TEST_CASE("several places: a question that stays open is named, and never said to be answered") {
    // Three units for each practitioner, with hardly a place to spare: nobody knows a quick way.
    std::mt19937 draws{1};
    AssignmentProblem problem;
    std::vector<EligiblePair> all;
    for (PractitionerIndex p{0}; p < 20; ++p) {
      problem.add_practitioner({1000});
      all.push_back({p, Cost{}});
    }
    for (int unit = 0; unit < 60; ++unit) {
      problem.add_unit(all, false, static_cast<std::uint32_t>(300 + draws() % 67));
    }
    const WeightedAssignment answer = solved_promise(problem);
    REQUIRE_FALSE(answer.undecided.empty());
    CHECK_FALSE(answer.proved);
    for (const QueuedUnit unit : answer.undecided) CHECK_FALSE(answer.practitioner[unit]);
    CHECK(std::ranges::is_sorted(answer.undecided));
  }
}
