// The first half of solve_weighted(): which units are placed.
#pragma once

#include <waitlist/allocation/assignment_problem.h>
#include <waitlist/allocation/weighted_assignment.h>

#include "allocation/load_fit.h"
#include "allocation/load_packing.h"

#include <cstdint>

namespace waitlist {

/// Places a unit among those that are placed, by moves, swaps and gatherings, and else by a search
/// that leaves nothing untried. Unless it is found, nothing has changed place.
[[nodiscard]] FitAnswer fit_anyhow(LoadPacking& packing,
                                   LoadFit& fit,
                                   QueuedUnit unit,
                                   std::int64_t& gathering_steps);

/// The units that keep the promise, somewhere, whatever it costs; without a bound. Requires a
/// checked problem.
[[nodiscard]] WeightedAssignment promised_units(const AssignmentProblem& problem);

}  // namespace waitlist
