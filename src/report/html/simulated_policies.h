// The policies of a simulation as a page names them: by a number and an id, in charts and tables.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include "report/html/data_table.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist::html {

/// `2 national_criteria_2009`.
[[nodiscard]] std::string policy_name(const SimulationResult& result, std::size_t policy);

/// `first`, and a number column for each policy.
[[nodiscard]] std::vector<DataColumn> policy_columns(const SimulationResult& result,
                                                     std::string_view first);

/// All groups of cases; empty when there is no policy.
[[nodiscard]] const std::vector<GroupOutcome>& groups_of(const SimulationResult& result);

/// Places of the measures that people ask for first, the mean wait before them; without those that
/// are comparisons themselves.
[[nodiscard]] std::vector<std::size_t> asked_first(const SimulationResult& result);

/// Whether a group has a case in some replication, as far as is known.
[[nodiscard]] bool has_cases(const SimulationResult& result, const GroupOutcome& group);

}  // namespace waitlist::html
