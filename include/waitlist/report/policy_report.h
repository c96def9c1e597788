/// \file policy_report.h
/// \brief A policy as a plain-English page, as JSON, its review, and what changes between two.
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
/// One HTML file in plain English, for families as well as managers: what earns points and as long
/// a wait as it is worth, bands, floors, the functions as charts with their numbers in tables, what
/// is not known, doubts and overtaking windows, and where each rule comes from. It loads and sends
/// nothing and needs no script.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const CompiledPolicy& policy);
/// What changes from one policy to another: what matters most in sentences, then every rule that
/// was added, removed or changed, with its points before and after. The HTML file lays the
/// functions over each other in charts and folds away what is the same. The policies may have
/// different fact schemas; criteria are matched by fact id, levels by level id.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const CompiledPolicy& before,
                                                      const CompiledPolicy& after);
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const CompiledPolicy& before,
                                                      const CompiledPolicy& after);
/// Doubts and overtaking windows, for people.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(std::span<const Doubt> doubts,
                                                      std::span<const OvertakingWindow> windows,
                                                      const std::string& source);

}  // namespace waitlist
