/// \file policy_report.h
/// \brief A policy as a plain-English page, as JSON, and its review.
/// Layer: report (may use base to queue).  Source: Ofsted South Yorkshire (Aug 2008): families did
/// not know by what criteria judgements were made.
/// Errors: none.  Complexity: O(size of the policy).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/policy/compiled_policy.h>
#include <waitlist/policy/policy_review.h>

#include <span>
#include <string>

namespace waitlist {

[[nodiscard]] WAITLIST_EXPORT std::string render_text(const CompiledPolicy& policy);
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const CompiledPolicy& policy);
/// Doubts and overtaking windows, for people.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(std::span<const Doubt> doubts,
                                                      std::span<const OvertakingWindow> windows,
                                                      const std::string& source);

}  // namespace waitlist
