/// \file upcoming.h
/// \brief What the next days bring: who must be allocated, what falls due, what can be missed.
/// Layer: queue (may use base, cases, policy, scoring).
/// Source: Ofsted C4 001 (a very young child waited six months): a wait is seen coming, day by day.
/// Premise: nothing changes but the day: nobody is allocated, no answer comes, no case is added.
/// Complexity: O(n log n).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/queue/ranking.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class UpcomingKind : std::uint8_t {
  must_allocate,  ///< from this day on the case must be allocated
  waited,         ///< has waited as long as a mark of CompiledPolicy::delay_marks()
  start_missed,   ///< the first day on which its filing date can no longer be met
  review_due,     ///< by the policy's [review]; may be past
  check_overdue,  ///< a check will have been pending longer than the policy's standard
  answer_stale,   ///< an answer will have been received longer ago than the policy lets it count
  hold_ends,
  decision_ends,
};

/// A day that concerns a case.
struct UpcomingDay {
  Day on = Day::first();
  UpcomingKind kind{};
  CaseRow row = 0;
  /// What it is about: of check_overdue and answer_stale the fact, of waited the place of the mark
  /// among CompiledPolicy::delay_marks(), of must_allocate 1 where the filing date comes first;
  /// else 0.
  std::uint32_t about = 0;
};

/// The day in plain English, without the case id and the day itself. Requires a day of this
/// ranking.
[[nodiscard]] WAITLIST_EXPORT std::string detail_of(const Ranking& ranking, const UpcomingDay& day);

inline constexpr Days kUsualDaysAhead{28};

/// The days after the as-of date, and at most so many after it, that concern ranked cases and cases
/// on hold or on duty; reviews that are due already as well. By day, then kind, then byte order of
/// case id, then what it is about.
[[nodiscard]] WAITLIST_EXPORT std::vector<UpcomingDay> upcoming_days(const Ranking& ranking,
                                                                     Days ahead = kUsualDaysAhead);

/// The day by which a case must be allocated: see due_on().
[[nodiscard]] WAITLIST_EXPORT std::optional<Day> allocate_by(const Ranking& ranking,
                                                             CaseRow row,
                                                             const Score& score);

/// The day on which a case is to be looked at as a whole: nullopt without [review].
[[nodiscard]] WAITLIST_EXPORT std::optional<Day> review_due(const Ranking& ranking, CaseRow row);

/// `must_allocate`, `waited`, …
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(UpcomingKind kind) noexcept;

}  // namespace waitlist
