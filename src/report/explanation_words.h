// Sentences of an explanation that its text and its HTML share, written at the end of a text.
#pragma once

#include <waitlist/policy/compiled_policy.h>
#include <waitlist/scoring/explanation.h>

#include <string>
#include <string_view>

namespace waitlist {

/// Whether the longest wait is the first thing by which cases of this tier are compared.
[[nodiscard]] bool is_first_by_wait(const CompiledPolicy& policy, TierIndex tier);

/// `Police record: asked for on 1 October 2009, overdue; could add up to 8.000 points or take off
/// up to 3.000, and could lead to P1 (Immediate)`; the last where that is more urgent than the band
/// in which the case is.
void append_check(std::string& out,
                  const Check& check,
                  BandIndex band,
                  const CompiledPolicy& policy);

/// What is said of a case without a check.
[[nodiscard]] std::string_view without_checks(const Explanation& explanation);

/// The step of the way to the tier, with what somebody must do.
void append_step(std::string& out, const BandStep& step);

/// When time alone moves the case to another tier, and why; or that it will not.
void append_next_change(std::string& out,
                        const Explanation& explanation,
                        const CompiledPolicy& policy);

/// The day on which the case must be allocated, and why; or that no rule sets one.
void append_allocation_day(std::string& out, const Explanation& explanation);

}  // namespace waitlist
