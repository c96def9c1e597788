// How waits spread under each policy: all cases, and group by group.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include "report/html/data_table.h"

#include <string>

namespace waitlist::html {

/// Charts with their figures; empty when the result lacks a quantile.
struct WaitSpreads {
  std::string all_cases;  ///< policy by policy
  std::string groups;     ///< one for each split of the cases, and one for the other groups
};

[[nodiscard]] WaitSpreads wait_spreads(const SimulationResult& result, DataTables& tables);

}  // namespace waitlist::html
