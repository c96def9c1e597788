// When a pending answer is late.
#pragma once

#include <waitlist/cases/answer.h>
#include <waitlist/policy/compiled_policy.h>

namespace waitlist {

/// Whether an answer has been pending for more working days than the policy's standard.
[[nodiscard]] bool is_overdue(const CompiledPolicy& policy, Answer answer, Day as_of);

}  // namespace waitlist
