// What was simulated, for reports.
#pragma once

#include <waitlist/simulation/area_simulation.h>

namespace waitlist {

[[nodiscard]] RunSetting setting_of(const AreaScenario& scenario, const AreaLists& lists);

}  // namespace waitlist
