// What variants of a scenario change, and which part of a measure comes from which cause.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include "report/html/data_table.h"

namespace waitlist::html {

/// Each variant with its policies: what people ask for first, and the change below it.
[[nodiscard]] List variant_sections(const SimulationResult& result, DataTables& tables);

/// Each measure that was divided among the causes, with a chart of its parts.
[[nodiscard]] List attribution_sections(const SimulationResult& result, DataTables& tables);

}  // namespace waitlist::html
