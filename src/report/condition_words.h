// Conditions of a policy as a family would read them.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <string>

namespace waitlist {

/// `MARAC is "Heard in the last 12 months" or more, and the youngest child is under 12 months`.
[[nodiscard]] std::string when_in_words(const CompiledPolicy& policy, const When& when);

/// A sentence that says where a rule counts; empty: everywhere.
[[nodiscard]] std::string counts_where_in_words(const CompiledPolicy& policy, const When& when);

}  // namespace waitlist
