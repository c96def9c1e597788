// Doubts about rules that say nothing, or other than they seem to
// (docs/reference/policy-review.md).
#pragma once

#include <waitlist/policy/policy_review.h>

#include <vector>

namespace waitlist {

/// answer_without_effect, hidden_rule, share_rounded_up,
/// share_without_limit and unknown_age_earns_less, in any order.
[[nodiscard]] std::vector<Doubt> doubts_about_rules(const CompiledPolicy& policy);

}  // namespace waitlist
