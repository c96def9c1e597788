// What the ages of a unit's children earn one of its cases (policy-format.md section 5).
#pragma once

#include "scoring/scored_case.h"

namespace waitlist {

/// By the answers of the case itself. Requires months that are kept.
[[nodiscard]] AgeNumber own_age_number(const ScoredCase& scored);

/// That of the unit, but where rows of ages have conditions.
[[nodiscard]] inline AgeNumber age_number(const ScoredCase& scored) {
  return scored.tables.age_where ? own_age_number(scored) : scored.ages.number;
}

}  // namespace waitlist
