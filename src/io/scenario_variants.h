// `[[variant]]` and `[attribution]` of a scenario: the same area with some of its tables changed.
#pragma once

#include <waitlist/cases/fact_schema.h>
#include <waitlist/simulation/area_scenario.h>

#include "io/toml_table.h"

namespace waitlist {

/// Reads both into a scenario that was read from this text without a fault. Every changed area is
/// read as a whole scenario is, so the same rules hold for it.
void read_variants(std::string_view text,
                   const FactSchema& schema,
                   TomlTable& root,
                   AreaScenario& scenario);

}  // namespace waitlist
