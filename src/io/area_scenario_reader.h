// `kind = "service_area"`: a service area over years.
#pragma once

#include <waitlist/cases/fact_schema.h>
#include <waitlist/simulation/area_scenario.h>

#include "io/toml_table.h"

namespace waitlist {

/// Referrals of a stream on a working day: what a Poisson count may have as mean.
inline constexpr double kReferralsMost = 500.0;

/// Everything but the plan.
[[nodiscard]] AreaScenario read_area_scenario(TomlTable& root,
                                              const FactSchema& schema,
                                              RunPlan plan);

}  // namespace waitlist
