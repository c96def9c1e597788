// What a filing date is worth on a day (policy-format.md section 8).
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/scored_case.h"

#include <optional>

namespace waitlist {

/// Points of `used` where no row has conditions; 0 when the policy has no rule on filing dates.
[[nodiscard]] Points filing_points(const CompiledPolicy& policy,
                                   const std::optional<Day>& filing_date,
                                   Day as_of);

/// Which conditions of rows hold for a case.
[[nodiscard]] SlackRows slack_rows(const ScoredCase& scored);

/// The points, and those that a filing date not recorded leaves open. `rows`: of the case.
[[nodiscard]] PointsRange filing_range(const CompiledPolicy& policy,
                                       const SlackRows& rows,
                                       const UnitFacts& unit,
                                       Day as_of);

}  // namespace waitlist
