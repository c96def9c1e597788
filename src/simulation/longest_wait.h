// The longest wait of a simulation, told day by day.
#pragma once

#include "simulation/area_model.h"
#include "simulation/estimates.h"

#include <span>

namespace waitlist {

/// Runs the replication with the longest wait of each policy again and follows that case.
void add_longest_waits(const AreaModel& model,
                       std::span<const Figures> done,
                       SimulationResult& result);

}  // namespace waitlist
