// The scores of a unit's ranked cases.
#pragma once

#include "queue/order_keys.h"

#include <vector>

namespace waitlist {

/// Adds the ranked cases of a unit next to each other; nothing when none is ranked.
void score_unit(const CaseTable& cases, const CompiledPolicy& policy, Day as_of, UnitIndex unit,
                std::vector<Scored>& scored);

}  // namespace waitlist
