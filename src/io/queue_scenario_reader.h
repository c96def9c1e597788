// `kind = "queue"`: a textbook queue.
#pragma once

#include <waitlist/cases/fact_schema.h>
#include <waitlist/simulation/queue_scenario.h>

#include "io/toml_table.h"

namespace waitlist {

/// Everything but the plan.
[[nodiscard]] QueueScenario read_queue_scenario(TomlTable& root,
                                                const FactSchema& schema,
                                                RunPlan plan);

}  // namespace waitlist
