// From points to band and tier: floors, decisions, promotion, must_allocate (section 10).
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/conditions.h"

#include <algorithm>
#include <optional>

namespace waitlist {

/// The band that risk points alone give.
[[nodiscard]] BandIndex band_by_points(const PolicyTables& tables, Points risk);

/// The most urgent floor that holds in each reading; the least urgent band when none does.
/// The bands of points and floors, before any decision and before promotion.
[[nodiscard]] Readings<BandIndex> bands_of_risk(const PolicyTables& tables,
                                                const PointsRange& risk,
                                                const Readings<BandIndex>& floor);

[[nodiscard]] Readings<BandIndex> floors_that_hold(const ScoredCase& scored);

/// The first day on which a decision no longer holds: its own end, or that of the longest time the
/// policy allows.
[[nodiscard]] Day decision_end(const ManagerDecision& decision, const PolicyTables& tables);

/// The case's decision when it is in force on the day; null otherwise.
[[nodiscard]] const ManagerDecision* decision_in_force(const CaseTable& cases,
                                                       const PolicyTables& tables,
                                                       CaseRow row,
                                                       Day as_of);

/// The most urgent floor of those that hold in each reading: starts as the least urgent band.
class UrgentFloor {
 public:
  explicit UrgentFloor(const PolicyTables& tables) noexcept {
    const auto last = BandIndex{tables.policy.bands.size() - 1};
    band_ = {last, last, last};
  }

  void note(BandIndex band, const Truth& holds) noexcept {
    if (holds.least) band_.least = std::min(band_.least, band);
    if (holds.used) band_.used = std::min(band_.used, band);
    if (holds.most) band_.most = std::min(band_.most, band);
  }

  [[nodiscard]] const Readings<BandIndex>& band() const noexcept { return band_; }

 private:
  Readings<BandIndex> band_;
};

/// A decision applied: up freely, down never past `floor`.
[[nodiscard]] BandIndex decided_band(const ManagerDecision& decision,
                                     BandIndex decided,
                                     BandIndex band,
                                     BandIndex floor);

[[nodiscard]] BandIndex promoted_band(const PolicyTables& tables, BandIndex band, Days waited);

[[nodiscard]] bool must_allocate_holds(const PolicyTables& tables,
                                       Days waited,
                                       const std::optional<Day>& filing_date,
                                       Day as_of);

/// The part of score_on() that needs no calendar: bands, must_allocate and tier on a day.
void place_in_tier(const CompiledPolicy& policy,
                   const FactScore& facts,
                   const UnitFacts& unit,
                   Day as_of,
                   Score& score);

}  // namespace waitlist
