// From points to band and tier: floors, decisions, promotion, must_allocate (section 10).
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/conditions.h"

#include <algorithm>
#include <optional>

namespace waitlist {

/// The band that risk points alone give.
[[nodiscard]] inline BandIndex band_by_points(const PolicyTables& tables, Points risk) noexcept {
  // Counted, not searched: where points fall among few bands cannot be guessed.
  unsigned above = 0;
  for (const Points from : tables.band_from) above += from > risk ? 1U : 0U;
  return BandIndex{above};  // the last band is from 0
}

/// What rules on bands leave of the band by points, in each reading.
struct BandLimits {
  /// The most urgent floor that holds, no more urgent than `ceiling`; the least urgent band when
  /// none does.
  Readings<BandIndex> floor;
  /// The most urgent band that ceilings leave, floors that hold whatever else considered; the most
  /// urgent band when there is no ceiling.
  Readings<BandIndex> ceiling;
  bool cannot_tell = false;  ///< the rule's band stands in place of the band by points
};

/// The bands of points, floors and ceilings, before any decision and before promotion.
[[nodiscard]] inline Readings<BandIndex> bands_of_risk(const PolicyTables& tables,
                                                       const PointsRange& risk,
                                                       const BandLimits& limits) {
  Readings<BandIndex> band{band_by_points(tables, risk.least), band_by_points(tables, risk.used),
                           band_by_points(tables, risk.most)};
  if (limits.cannot_tell) {
    const BandIndex instead = tables.cannot_tell->band;
    band = {std::max(band.least, instead), instead, std::min(band.most, instead)};
  }
  const auto within = [](BandIndex one, BandIndex ceiling, BandIndex floor) {
    return std::min(std::max(one, ceiling), floor);
  };
  return {within(band.least, limits.ceiling.least, limits.floor.least),
          within(band.used, limits.ceiling.used, limits.floor.used),
          within(band.most, limits.ceiling.most, limits.floor.most)};
}

[[nodiscard]] BandLimits band_limits(const ScoredCase& scored);

/// Whether a fact is unknown without which the policy says that no band can be told.
[[nodiscard]] bool cannot_tell(const ScoredCase& scored) noexcept;

/// The first day on which a decision no longer holds: its own end, or that of the longest time the
/// policy allows.
[[nodiscard]] Day decision_end(const ManagerDecision& decision, const PolicyTables& tables);

/// The case's decision when it is in force on the day; null otherwise.
[[nodiscard]] const ManagerDecision* decision_in_force(const CaseTable& cases,
                                                       const PolicyTables& tables,
                                                       CaseRow row,
                                                       Day as_of);

/// Where a floor puts a case in each reading; nullopt: it does not hold.
using FloorHold = Readings<std::optional<BandIndex>>;

/// Of a floor with a when, or by two facts.
[[nodiscard]] FloorHold floor_hold(const FloorTable& floor, const ScoredCase& scored);
/// Of one whose when holds so.
[[nodiscard]] FloorHold floor_hold(const FloorTable& floor, const Truth& holds) noexcept;

/// Finds the limits rule by rule.
class BandLimiter {
 public:
  explicit BandLimiter(const PolicyTables& tables) noexcept {
    const auto last = BandIndex{tables.policy.bands.size() - 1};
    floor_ = firm_ = {last, last, last};
  }

  /// Where some rules have been noted.
  BandLimiter(const Readings<BandIndex>& floor,
              const Readings<BandIndex>& firm,
              const Readings<BandIndex>& ceiling) noexcept
      : floor_{floor}, firm_{firm}, ceiling_{ceiling} {}

  void note(const FloorTable& floor, const FloorHold& hold) noexcept {
    lift(floor_, hold);
    if (floor.whatever_else) lift(firm_, hold);
  }

  /// A ceiling on bands. What may hold lowers the least, what certainly holds the most.
  void note_ceiling(BandIndex band, const Truth& holds) noexcept {
    if (holds.most) ceiling_.least = std::max(ceiling_.least, band);
    if (holds.used) ceiling_.used = std::max(ceiling_.used, band);
    if (holds.least) ceiling_.most = std::max(ceiling_.most, band);
  }

  [[nodiscard]] BandLimits limits(bool cannot_tell) const noexcept {
    const Readings<BandIndex> ceiling{std::min(ceiling_.least, firm_.least),
                                      std::min(ceiling_.used, firm_.used),
                                      std::min(ceiling_.most, firm_.most)};
    return {{std::max(floor_.least, ceiling.least), std::max(floor_.used, ceiling.used),
             std::max(floor_.most, ceiling.most)},
            ceiling,
            cannot_tell};
  }

 private:
  static void lift(Readings<BandIndex>& to, const FloorHold& hold) noexcept {
    if (hold.least) to.least = std::min(to.least, *hold.least);
    if (hold.used) to.used = std::min(to.used, *hold.used);
    if (hold.most) to.most = std::min(to.most, *hold.most);
  }

  Readings<BandIndex> floor_, firm_, ceiling_;
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
