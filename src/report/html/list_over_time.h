// How many cases wait, week by week, under each policy.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include "report/html/data_table.h"

#include <string>

namespace waitlist::html {

/// The list of each policy with its interval, its figures, and what they come to in a few words.
/// Empty where no list was recorded.
[[nodiscard]] std::string list_over_time(const SimulationResult& result, DataTables& tables);

}  // namespace waitlist::html
