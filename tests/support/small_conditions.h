// Random conditions over the small world.
#pragma once

#include "support/small_world.h"

#include <string>

namespace waitlist::small_world {

// All draw from RapidCheck: inside a property only.
[[nodiscard]] std::string random_band(const Policy& policy);
[[nodiscard]] MeasuredTo random_measure(PolicyShape shape);

/// `in_waiting`: of a faster rate, where bands are known.
[[nodiscard]] When random_when(const Policy& policy, bool in_waiting, PolicyShape shape);

/// A ceiling asks for nothing that is not known.
[[nodiscard]] When random_ceiling_when(const Policy& policy);

/// Of facts of the case itself alone.
[[nodiscard]] When random_facts_when(const Policy& policy);

}  // namespace waitlist::small_world
