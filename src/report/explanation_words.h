// Sentences of an explanation that its text and its HTML share.
#pragma once

#include <waitlist/policy/compiled_policy.h>
#include <waitlist/scoring/explanation.h>

#include <string>
#include <vector>

namespace waitlist {

/// `Police record: asked for on 1 October 2009, overdue; could add up to 8.000 points and lead to
/// P1`.
[[nodiscard]] std::string check_in_words(const Check& check, const CompiledPolicy& policy);

/// What time alone will bring: the next change of tier, and the day of allocation.
[[nodiscard]] std::vector<std::string> future_in_words(const Explanation& explanation,
                                                       const CompiledPolicy& policy);

}  // namespace waitlist
