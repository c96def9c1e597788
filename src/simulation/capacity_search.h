// The least number of practitioners that meets a target often enough.
#pragma once

#include "simulation/area_model.h"

#include <vector>

namespace waitlist {

/// For each policy. More practitioners never meet a target less often, so halving finds the least.
[[nodiscard]] std::vector<CapacityFound> search_capacity(const AreaModel& model,
                                                         const SimulationOptions& options);

/// The target of a scenario in words.
[[nodiscard]] std::string target_in_words(const CapacityTarget& target);

}  // namespace waitlist
