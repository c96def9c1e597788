// Rules whose conditions exclude each other, so that no case ever meets them.
#pragma once

#include <waitlist/policy/policy_review.h>

#include "policy/rule_tables.h"

#include <vector>

namespace waitlist {

/// Whether some case can meet a *when*. False only where that is certain; true where it cannot be
/// told, as of two dates in different units.
[[nodiscard]] bool can_hold(const WhenTable& when, const FactSchema& schema);

/// never_holds, for every rule that has conditions.
[[nodiscard]] std::vector<Doubt> doubts_about_conditions(const CompiledPolicy& policy);

}  // namespace waitlist
