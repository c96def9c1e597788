// The least number of practitioners that meets a target often enough.
#pragma once

#include "simulation/area_model.h"

#include <vector>

namespace waitlist {

/// For each policy, taking it that more practitioners never do worse.
[[nodiscard]] std::vector<CapacityFound> search_capacity(const AreaModel& model,
                                                         const SimulationOptions& options);

/// The probability of a wrong verdict on one number, so that those of a search add up to
/// kCapacityError.
[[nodiscard]] double error_of_trial(const CapacityTarget& target);

/// The target of a scenario in words.
[[nodiscard]] std::string target_in_words(const CapacityTarget& target);

/// What the search takes for granted, in whole sentences; `today` practitioners as the scenario
/// has.
[[nodiscard]] std::string premise_in_words(const CapacityTarget& target, std::uint32_t today);

}  // namespace waitlist
