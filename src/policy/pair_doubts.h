// Doubts about criteria by two facts.
#pragma once

#include <waitlist/policy/policy_review.h>

#include <vector>

namespace waitlist {

/// worse_scores_less and unknown_earns_more, of criteria that can change the order.
[[nodiscard]] std::vector<Doubt> doubts_about_pairs(const CompiledPolicy& policy);

}  // namespace waitlist
