// The least number of practitioners that meets a target often enough.
#pragma once

#include "simulation/area_model.h"

#include <cstddef>
#include <string>
#include <vector>

namespace waitlist {

/// For each policy, taking it that more practitioners never do worse; with a roster for each kind
/// that can be added to it.
[[nodiscard]] std::vector<CapacityFound> search_capacity(const AreaModel& model,
                                                         const SimulationOptions& options);

/// The probability of a wrong verdict on one number, so that those of a search add up to
/// kCapacityError. With a roster: of so many kinds; without 0.
[[nodiscard]] double error_of_trial(const CapacityTarget& target, std::size_t kinds);

/// How many kinds can be added to the roster; 0 without one.
[[nodiscard]] std::size_t kinds_of_search(const AreaScenario& scenario, const AreaLists& lists);

/// The target of a scenario in words.
[[nodiscard]] std::string target_in_words(const CapacityTarget& target);

/// What the search of this scenario takes for granted, in whole sentences.
[[nodiscard]] std::string premise_in_words(const AreaScenario& scenario);

}  // namespace waitlist
