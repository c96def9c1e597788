// Parts of JSON that a simulation and a foresight share.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include "report/json_parts.h"

namespace waitlist {

[[nodiscard]] OrderedJson json_of_setting(const RunSetting& setting);

}  // namespace waitlist
