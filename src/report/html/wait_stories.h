// The longest wait under each policy, as it went.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include "report/html/data_table.h"

namespace waitlist::html {

/// One story for each policy that has one: what is known of the case, what happened to it, where
/// it stood in the queue.
[[nodiscard]] List wait_stories(const SimulationResult& result, DataTables& tables);

}  // namespace waitlist::html
