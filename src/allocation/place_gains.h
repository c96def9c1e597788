// What one more place with somebody would bring, where units take several places.
#pragma once

#include <waitlist/allocation/assignment_problem.h>
#include <waitlist/allocation/weighted_assignment.h>

#include <optional>
#include <vector>

namespace waitlist {

/// For each practitioner the first unit of the queue that one more place with them brings a place,
/// while all before it that have one keep theirs. nullopt: none, or it was not found out within the
/// steps that all these questions have together.
[[nodiscard]] std::vector<std::optional<QueuedUnit>> one_more_place_buys(
    const AssignmentProblem& problem, const WeightedAssignment& now);

}  // namespace waitlist
