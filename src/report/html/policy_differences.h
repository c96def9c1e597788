// What a policy changes against the first one, measure by measure and group by group.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include "report/html/data_table.h"

#include <string>

namespace waitlist::html {

/// A chart for each measure that people ask for first, with its figures.
[[nodiscard]] std::string difference_charts(const SimulationResult& result, DataTables& tables);

/// For each policy after the first, which of these measures are more, less, or cannot be told.
[[nodiscard]] List differences_in_words(const SimulationResult& result);

/// For each policy after the first, the groups that wait less and those that wait more, with a
/// chart of both ends.
[[nodiscard]] List gains_and_losses(const SimulationResult& result, DataTables& tables);

}  // namespace waitlist::html
