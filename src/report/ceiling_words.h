// What keeps cases down, as a family would read it.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include <string>

namespace waitlist {

/// `P2 Prompt`, or `Risk: 10 points`: as high as the ceiling lets a case stand, or its group come.
[[nodiscard]] std::string limit_in_words(const CompiledPolicy& policy, const CeilingRule& rule);

/// `stands at most in P2 Prompt`, `earns at most 10 points in Risk`.
[[nodiscard]] std::string lowering_in_words(const CompiledPolicy& policy, const CeilingRule& rule);

/// What ceilings do and do not do, for all of them.
[[nodiscard]] std::string ceilings_in_words();

/// Of a floor that no ceiling undercuts.
[[nodiscard]] std::string whatever_else_in_words();

/// The labels of the facts without which no band can be told.
[[nodiscard]] std::string telling_facts_in_words(const CompiledPolicy& policy,
                                                 const CannotTellRule& rule);

/// What becomes of a case of which one of these facts is not known.
[[nodiscard]] std::string cannot_tell_in_words(const CompiledPolicy& policy,
                                               const CannotTellRule& rule);

/// Whether some ceiling is on the band, so that floors need not be the last word.
[[nodiscard]] bool has_band_ceiling(const Policy& policy);

/// `points and floors`, with whatever else this policy lets make a band.
[[nodiscard]] std::string band_makers_in_words(const Policy& policy);

}  // namespace waitlist
