// The numbers of a policy that vary, as people would name them.
#pragma once

#include <waitlist/robustness/robustness.h>

#include <string>

namespace waitlist {

/// `Child harm: reported`, `Waiting: from day 14`, `Age of the youngest child: under 12 months`.
[[nodiscard]] std::string varied_in_words(const CompiledPolicy& policy, const VariedNumber& number);

/// What varies and what does not, in sentences.
[[nodiscard]] std::string variation_in_words(const VariedPolicy& varied);

}  // namespace waitlist
