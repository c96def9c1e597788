// Parts of JSON that every report on groups shares.
#pragma once

#include <waitlist/equality/order_equality.h>

#include "report/json_parts.h"

#include <vector>

namespace waitlist {

/// A figure to six decimals, which a reader can add up; null for none.
[[nodiscard]] OrderedJson json_of_figure(double value);

/// All groups of a fact; of a hidden one no number.
[[nodiscard]] OrderedJson json_of_groups(const std::vector<MonitoredGroup>& groups);

}  // namespace waitlist
