/// \file summary.h
/// \brief What a manager must see beside the order: counts, delays with their risk, data quality.
/// Layer: queue (may use base, cases, policy, scoring).
/// Source: Ofsted South Yorkshire (Aug 2008): no risk analysis of delayed cases, so nobody could
/// show that children were safe; Ofsted C4 001: some records looked better than reality.
/// Complexity: O(n facts).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/queue/upcoming.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Something about the data of a case that somebody should put right. It never removes the case.
enum class FindingKind : std::uint8_t {
  birth_date_unknown,
  no_child_recorded,
  turned_18,
  linked_case_absent,  ///< a link names a case that is not on this list
  filing_date_passed,
  hold_ended,  ///< still on hold although the date has come
  decision_expired,
  decision_without_effect,  ///< raises to a band already reached, or lowers to a floor
  check_overdue,            ///< pending longer than the policy's standard
  pending_in_future,        ///< asked for after the as-of date
  answer_in_future,         ///< what it says happened lies after the as-of date
  birth_in_future,          ///< a child recorded as born after the as-of date
  birth_overdue,            ///< still expected although the day it was due has come
  child_dates_differ,       ///< linked cases give one child different dates of birth
  listed_in_future,         ///< joined the list after the as-of date
  decision_in_future,       ///< made after the as-of date
  hold_without_end,
  apart_for_long,      ///< on hold or on duty for longer than the policy's [apart] review_days
  not_scored,          ///< apart, and the holiday data does not reach what its score needs
  linked_case_faulty,  ///< linked with a row that is set apart as faulty
  contradiction,       ///< answers that the fact schema says do not go together
  review_in_future,    ///< last looked at after the as-of date
  apart_in_future,     ///< on hold or on duty from a day after the as-of date
  received_in_future,  ///< an answer is recorded as received after the as-of date
  id_like_another,     ///< another id reads the same: case, noughts, unseen characters
  listed_on_no_day,    ///< listed on a day that programs write where no day is recorded
  pause_not_counted,   ///< pauses are recorded, and the policy counts paused days as waiting
  holidays_computed,   ///< its working days go past the holidays that are published
};

/// Whether a policy is in force on a day. It ranks on any day.
enum class PolicyForce : std::uint8_t {
  in_force,            ///< or it says nothing about when
  not_yet_in_force,    ///< before Policy::effective_from
  no_longer_in_force,  ///< after Policy::effective_to
};

struct Finding {
  FindingKind kind{};
  CaseRow row = 0;
  std::string detail;  ///< plain English, without the case id
};

/// Cases that have waited this long. Risk is the band of points, floors and ceilings, before any
/// manager's decision and before promotion.
struct DelayedCount {
  Days at_least;
  std::size_t cases = 0;                     ///< ranked ones
  std::vector<std::size_t> by_tier;          ///< one count for each tier, most urgent first
  std::vector<std::size_t> by_band_of_risk;  ///< one for each band, most urgent first
  std::size_t lowered = 0;  ///< ranked ones that a manager's decision put below their risk
  /// Cases on hold or on duty, which are not in `cases`, by band of risk.
  std::vector<std::size_t> apart_by_band_of_risk;

  [[nodiscard]] std::size_t apart() const noexcept;
};

struct Summary {
  PolicyForce force = PolicyForce::in_force;  ///< of the policy, on the as-of date
  std::size_t ranked = 0;
  std::size_t units = 0;
  std::array<std::size_t, 5> apart{};  ///< by ApartReason
  std::vector<std::size_t> by_tier;    ///< most urgent first
  std::size_t must_allocate = 0;       ///< whatever their tier
  std::size_t provisional = 0;
  std::vector<DelayedCount> delayed;  ///< by CompiledPolicy::delay_marks()
  std::vector<Finding> findings;      ///< by kind, then in byte order of case id

  /// Floors that hold and ask for an action, with the cases: ranked ones most urgent first, then
  /// those on hold and on duty.
  struct Action {
    std::string floor;
    std::string action;
    std::vector<CaseRow> rows;
  };

  std::vector<Action> actions;

  Days ahead;  ///< as SummaryOptions said
  std::vector<UpcomingDay> upcoming;
  std::size_t faulty = 0;  ///< rows set apart: with `ranked` and `apart` all rows of the list
};

struct SummaryOptions {
  Days ahead = kUsualDaysAhead;  ///< how far upcoming_days() looks; 0: not at all
};

[[nodiscard]] WAITLIST_EXPORT Summary summarise(const Ranking& ranking,
                                                const SummaryOptions& options = {});

[[nodiscard]] WAITLIST_EXPORT PolicyForce force_on(const CompiledPolicy& policy, Day day) noexcept;

[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(FindingKind kind) noexcept;
/// `in_force`, `not_yet_in_force`, `no_longer_in_force`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(PolicyForce force) noexcept;

}  // namespace waitlist
