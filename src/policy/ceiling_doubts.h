// What ceilings make doubtful.
#pragma once

#include <waitlist/policy/policy_review.h>

#include <vector>

namespace waitlist {

[[nodiscard]] std::vector<Doubt> doubts_about_ceilings(const CompiledPolicy& policy);

}  // namespace waitlist
