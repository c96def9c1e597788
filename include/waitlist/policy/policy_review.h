/// \file policy_review.h
/// \brief What a policy may lawfully say but a manager should think about twice.
/// Layer: policy (may use base, cases).  Source: Ofsted C4 001 (Oct 2009): time on the list and the
/// child's age were ignored, police and MARAC information was used inconsistently; models reference
/// section 3 (monotonicity, bounded overtaking); docs/reference/policy-review.md.
/// Complexity: O(size of the policy).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/policy/compiled_policy.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class DoubtKind : std::uint8_t {
  ignores_waiting,          ///< time on the list moves nobody (Ofsted 2009)
  ignores_age,              ///< the child's age moves nobody (Ofsted 2009)
  ignores_theme,            ///< facts of a theme of the schema are recorded and not used
  no_effect,                ///< a criterion or group that can never change the order
  cliff,                    ///< one more month, day or incident is worth half of what can be earned
  worse_scores_less,        ///< a more concerning level earns fewer points
  unknown_earns_more,       ///< a given concern earns less than not knowing
  waiting_can_fall,         ///< waiting longer can cost points
  age_falls_while_waiting,  ///< age is taken as of today, so a birthday can cost points
  rate_falls,               ///< a day of waiting earns less than the day before it did
  later_due_first,          ///< among cases that must be allocated another key leads than overdue
  time_cliff,               ///< one day on the list changes much at once
  starvation,               ///< a tier that newcomers can keep passing for ever
};

/// One doubt, in plain English.
struct Doubt {
  DoubtKind kind{};
  TextPlace place;      ///< the rule it is about; 0 where the doubt is about what is absent
  std::string subject;  ///< id of the criterion, group, band, theme or function
  std::string text;
};

/// How long after a case is listed a newcomer to the same tier can still pass it.
struct OvertakingWindow {
  std::string tier;          ///< tier id
  std::optional<Days> days;  ///< nullopt: without bound
  std::string reason;        ///< how the bound arises, or the rule that is missing
};

/// All doubts, in the order of DoubtKind, then of the policy's text.
[[nodiscard]] WAITLIST_EXPORT std::vector<Doubt> review(const CompiledPolicy& policy);

/// The longest overtaking window of each tier, most urgent first: the spread of the other points
/// divided by the slope of waiting, or the day on which a rule lifts the case out of the tier.
[[nodiscard]] WAITLIST_EXPORT std::vector<OvertakingWindow> overtaking_windows(
    const CompiledPolicy& policy);

[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(DoubtKind kind) noexcept;

/// The kind as reports name it: a theme stands in its word, `ignores_domestic_abuse`.
[[nodiscard]] WAITLIST_EXPORT std::string name_of(const Doubt& doubt);

}  // namespace waitlist
