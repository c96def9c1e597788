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
  ceiling,                  ///< a case can stand lower than its points and floors say
  answer_without_effect,    ///< a level or marker that is the same as a checked "no"
  hidden_rule,              ///< another rule makes this one idle
  never_holds,              ///< conditions that exclude each other
  share_rounded_up,         ///< a part of the most is rounded up to all of it
  share_without_limit,      ///< a part of the most, of a date that earns more and more
  unknown_age_earns_less,   ///< a child of unknown age earns less than one of some age
  starvation,               ///< a tier that newcomers can keep passing for ever
};

/// One doubt, in plain English.
struct Doubt {
  DoubtKind kind{};
  TextPlace place;      ///< the rule it is about; 0 where the doubt is about what is absent
  std::string subject;  ///< id of the criterion, group, band, theme or function
  std::string text;
};

/// From when on a case is no longer passed by newcomers to its tier, in whatever list, on whatever
/// day and with whatever facts: once it has waited `days`, and at least one, it stands before every
/// case of the tier that is listed that day. Where the order does not begin with the tier, before
/// those of every tier. docs/reference/policy-review.md has the exact words and the reasons.
struct OvertakingWindow {
  std::string tier;          ///< tier id
  std::optional<Days> days;  ///< days waited, as the policy counts them; nullopt: without limit
  std::string reason;        ///< how the limit arises, or the rule that is missing
  bool since_due = false;    ///< `days` are not days waited but days since due_on()
};

/// All doubts, in the order of DoubtKind, then of the policy's text.
[[nodiscard]] WAITLIST_EXPORT std::vector<Doubt> review(const CompiledPolicy& policy);

/// The overtaking window of each tier, most urgent first. No list breaks one.
[[nodiscard]] WAITLIST_EXPORT std::vector<OvertakingWindow> overtaking_windows(
    const CompiledPolicy& policy);

[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(DoubtKind kind) noexcept;

/// The kind as reports name it: a theme stands in its word, `ignores_domestic_abuse`.
[[nodiscard]] WAITLIST_EXPORT std::string name_of(const Doubt& doubt);

}  // namespace waitlist
