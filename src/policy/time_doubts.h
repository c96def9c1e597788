// Doubts about what time alone does to a case that waits (docs/reference/policy-review.md).
#pragma once

#include <waitlist/policy/policy_review.h>

#include <vector>

namespace waitlist {

/// rate_falls, later_due_first and time_cliff, in any order.
[[nodiscard]] std::vector<Doubt> doubts_about_time(const CompiledPolicy& policy);

}  // namespace waitlist
