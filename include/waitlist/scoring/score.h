/// \file score.h
/// \brief What a case is worth on a day under a policy: points, band, tier, and how sure that is.
/// Layer: scoring (may use base, cases, policy).  Source: docs/reference/policy-format.md 4 to 10.
/// Units: thousandths of a point, calendar days.  Threads: pure; share freely.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/base/whole.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include <cstdint>
#include <optional>
#include <span>

namespace waitlist {

/// A value with the range that unknown answers leave open: least <= used <= most.
struct PointsRange {
  Points least;
  Points used;
  Points most;

  friend bool operator==(const PointsRange&, const PointsRange&) = default;
};

/// The rows of FilingRule::slack with conditions that hold, one bit for each of these rows in
/// order: certainly, in use, possibly. All 0 where no row has conditions.
struct SlackRows {
  std::uint64_t certain = 0;
  std::uint64_t used = 0;
  std::uint64_t possible = 0;

  friend bool operator==(const SlackRows&, const SlackRows&) = default;
};

/// The part of a score that changes only when facts change. Computed once per change of a case.
struct FactScore {
  PointsRange risk;   ///< groups that set the band
  PointsRange other;  ///< the other groups: court, information
  /// Band after floors and the manager's decision, before promotion. `least` is the least urgent
  /// band the case can be in once everything is known, `most` the most urgent.
  BandIndex band_least = 0;
  BandIndex band_used = 0;
  BandIndex band_most = 0;
  /// Thousandths by which the waiting rates are multiplied (policy-format.md section 7).
  std::int64_t faster_least = 1000;
  std::int64_t faster_used = 1000;
  std::int64_t faster_most = 1000;
  SlackRows slack;

  friend bool operator==(const FactScore&, const FactScore&) = default;
};

/// What a unit brings to the scores of its cases: the longest wait, the earliest filing date and
/// all children of the cases that are ranked on the day.
struct UnitFacts {
  std::vector<CaseRow> ranked;  ///< awaiting and listed by the day, in byte order of id
  Days waited;                  ///< longest among them, pauses treated as the policy says
  std::optional<Day> filing_date;
  /// A ranked case has no filing date and may have one: it could be earlier than `filing_date`.
  bool filing_open = false;
};

/// A case's score on a day. Points are rounded down to a thousandth, once, at the end: only those
/// for waiting can be finer.
struct Score {
  PointsRange points;  ///< all of them: risk, other, waiting and filing
  PointsRange risk;
  Points waiting;            ///< `used` waiting points
  Points filing;             ///< `used` filing points
  BandIndex band = 0;        ///< after promotion
  BandIndex band_least = 0;  ///< least urgent band that unknown answers leave open
  BandIndex band_most = 0;   ///< most urgent one
  TierIndex tier = 0;
  bool must_allocate = false;
  /// What rounding `points.used` down left out, in CompiledPolicy::point_parts() of a thousandth:
  /// more of it stands first where `points.used` are alike. It takes what room there is.
  std::uint32_t part : 24 = 0;
  Days waited;
  std::optional<Day> filing_date;
  std::optional<Day> latest_start;

  /// Whether unknown answers could put the case in another band.
  [[nodiscard]] bool provisional() const noexcept {
    return band_least != band || band_most != band;
  }

  friend bool operator==(const Score&, const Score&) = default;
};

/// Days this case has waited on `as_of`, pauses as the policy treats them; 0 before listing.
[[nodiscard]] WAITLIST_EXPORT Days waited(const CaseTable& cases,
                                          const CompiledPolicy& policy,
                                          CaseRow row,
                                          Day as_of);

/// What the unit of these cases has on `as_of`; `ranked` is empty when none of them is ranked.
[[nodiscard]] WAITLIST_EXPORT UnitFacts unit_facts(const CaseTable& cases,
                                                   const CompiledPolicy& policy,
                                                   UnitIndex unit,
                                                   Day as_of);

/// The same for a case that is counted whatever its status: what its unit has, or would have if the
/// case were awaiting.
[[nodiscard]] WAITLIST_EXPORT UnitFacts unit_facts_of(const CaseTable& cases,
                                                      const CompiledPolicy& policy,
                                                      CaseRow row,
                                                      Day as_of);

/// The day on which a case had to be allocated, or has to be if nothing changes: the first
/// on which `must_allocate` holds for its unit, the case itself counted whatever its status. Ranked
/// cases and their pauses are taken as they are known on `as_of`, the day of the score. nullopt:
/// the policy has no such rule, or it never holds. Days before Day::first() are held there.
[[nodiscard]] WAITLIST_EXPORT std::optional<Day> due_on(const CaseTable& cases,
                                                        const CompiledPolicy& policy,
                                                        CaseRow row,
                                                        const Score& score,
                                                        Day as_of);

/// Days on which scores under this policy cannot be known: the as-of date or a latest start outside
/// the calendar's data, a decision that has not ended by then and names a band the policy does not
/// have. Empty: score() may be called for every case on that day.
[[nodiscard]] WAITLIST_EXPORT Errors check_scorable(const CaseTable& cases,
                                                    const CompiledPolicy& policy,
                                                    Day as_of);

/// Scores a case on the facts alone. `as_of` matters only for decisions, for children born after
/// listing, for answers that grow stale, and where ages or dates are taken as of today.
[[nodiscard]] WAITLIST_EXPORT FactScore score_facts(const CaseTable& cases,
                                                    const CompiledPolicy& policy,
                                                    CaseRow row,
                                                    const UnitFacts& unit,
                                                    Day as_of);

/// Completes a fact score with everything that depends on the day. Requires check_scorable().
[[nodiscard]] WAITLIST_EXPORT Score score_on(const CompiledPolicy& policy,
                                             const FactScore& facts,
                                             const UnitFacts& unit,
                                             Day as_of);

}  // namespace waitlist
