// Slow, obvious judges of an assignment. They share no code with the solver.
#pragma once

#include <waitlist/allocation/assignment.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist::assignment_oracle {

/// The practitioner of each unit; nullopt: not placed.
using Places = std::vector<std::optional<PractitionerIndex>>;

struct Best {
  Places places;
  std::int64_t total = 0;
};

/// Tries everything: the lexicographically best set, then the least total, then the first unit
/// with the earliest practitioner, and so on. Loads count.
[[nodiscard]] Best brute_force(const AssignmentProblem& problem);

/// The least total over exactly these units, by the min-cost flow of Boost.Graph; loads are 1.
[[nodiscard]] std::int64_t boost_total(const AssignmentProblem& problem,
                                       const std::vector<bool>& placed);

[[nodiscard]] Places places_of(const Assignment& assignment);
[[nodiscard]] std::vector<bool> placed_of(const Places& places);
[[nodiscard]] std::int64_t total_of(const AssignmentProblem& problem, const Places& places);

// Each answers with what is wrong; empty: nothing.

/// Every unit with an eligible practitioner, no limit passed.
[[nodiscard]] std::string faults_of(const AssignmentProblem& problem, const Places& places);

/// The promise: no unplaced unit can be placed by re-arranging units that stand before it, whatever
/// happens to those behind it. Loads are 1.
[[nodiscard]] std::string broken_promise(const AssignmentProblem& problem, const Places& places);

/// The proof, by counting alone.
[[nodiscard]] std::string faults_of(const AssignmentProblem& problem,
                                    const Places& places,
                                    QueuedUnit unit,
                                    const TightSet& set);

}  // namespace waitlist::assignment_oracle
