// What a filing date is worth on a day (policy-format.md section 8).
#pragma once

#include <waitlist/scoring/score.h>

#include <optional>

namespace waitlist {

/// Points of `used`; 0 when the policy has no rule on filing dates.
[[nodiscard]] Points filing_points(const CompiledPolicy& policy,
                                   const std::optional<Day>& filing_date,
                                   Day as_of);

/// The points, and those that a filing date not recorded leaves open.
[[nodiscard]] PointsRange filing_range(const CompiledPolicy& policy,
                                       const UnitFacts& unit,
                                       Day as_of);

}  // namespace waitlist
