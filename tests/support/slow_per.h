// So many points for each step, and completed units, counted one by one (section 4).
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/policy/policy.h>

#include <cstdint>

namespace waitlist::slow_oracle {

/// Thousandths of a number. Steps are counted one after the other, so numbers have to be small.
[[nodiscard]] std::int64_t per_points(const PointsPer& per, Decimal number);

/// Days, months or years that are completed from a date to a day; 0 when the day is earlier.
[[nodiscard]] std::int64_t units_completed(DateUnit unit, Day since, Day on);

}  // namespace waitlist::slow_oracle
