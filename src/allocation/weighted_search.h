// The first half of solve_weighted(): which units are placed.
#pragma once

#include <waitlist/allocation/assignment_problem.h>
#include <waitlist/allocation/weighted_assignment.h>

namespace waitlist {

/// The units that keep the promise, somewhere, whatever it costs; without a bound. Requires a
/// checked problem.
[[nodiscard]] WeightedAssignment promised_units(const AssignmentProblem& problem);

}  // namespace waitlist
