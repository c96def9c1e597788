// Which units of several places can be placed together: every set of units, practitioner by
// practitioner. Some thirteen units are the most.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <vector>

namespace waitlist::slow_packing {

/// The promise by trying everything: units in queue order, each kept that can be placed together
/// with those kept before it.
[[nodiscard]] std::vector<bool> promised_set(const AssignmentProblem& problem);

/// The least total price over exactly these units, pairs and places.
[[nodiscard]] std::int64_t least_total(const AssignmentProblem& problem,
                                       const std::vector<bool>& placed);

}  // namespace waitlist::slow_packing
