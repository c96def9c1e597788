// What an Allocation keeps.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/weighted_assignment.h>

#include "allocation/earlier_proposal.h"
#include "allocation/eligibility.h"
#include "allocation/family_kin.h"
#include "allocation/known_families.h"
#include "allocation/shared_reasons.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waitlist {

/// A unit that waits for the practitioner who is the family's already.
struct AwaitedUnit {
  QueuedUnit unit;
  PractitionerIndex practitioner;  ///< away, or leaves soon
};

struct Allocation::Data {
  Ranking ranking;
  Roster roster;
  AllocationRules rules;
  CaseRules case_rules;
  Eligibility eligibility;
  KnownFamilies known;
  FamilyKin kin;
  std::vector<AllocationUnit> units;  ///< numbered as in the assignment
  std::vector<PractitionerLoad> loads;
  std::unordered_map<CaseRow, QueuedUnit> unit_of_row;
  /// Units that are appointed have no pair in it, and the places they take are not among its own.
  AssignmentProblem problem;
  std::optional<Assignment> exact;
  std::optional<WeightedAssignment> weighted;
  std::vector<AllocationFinding> findings;
  std::int64_t scale = 1;  ///< prices of the problem are the allocation's times this
  Cost total;
  Digest rules_digest;
  std::unique_ptr<SharedReasons> reasons = std::make_unique<SharedReasons>();
  std::vector<std::string> kinds{};  ///< kinds of work that somebody has a limit on
  /// What the problem adds to a price for each case that is not with whom an earlier proposal had
  /// it: more than twice what all prices together can differ by. 0: there is none.
  std::int64_t change_price = 0;
  /// What the problem takes off for each place of a least share: more than twice what all prices
  /// together can differ by. 0: nobody has one, or the problem does not count them.
  std::int64_t share_price = 0;
  std::vector<AwaitedUnit> awaited{};
  std::vector<PractitionerPlaces> places{};  ///< as if nobody were appointed to anything

  /// Loads of pairs: kinds of the problem behind `kinds` count them, one for each practitioner
  /// with whom some unit takes more than the least with anybody.
  bool pair_loads = false;

  [[nodiscard]] std::uint32_t load_with(QueuedUnit unit, PractitionerIndex practitioner) const {
    if (!pair_loads) return units[unit].load;
    return load_of(asks(units[unit].rows), rules.count, practitioner);
  }

  /// What places cost from this one on, rounded as a sum, so that parts add up.
  [[nodiscard]] Cost price_between(const PlacePrice& price,
                                   std::int64_t from,
                                   std::int64_t count) const;
  /// Second workers of all units that need one. Requires that all units have their places.
  void find_second_workers();

  /// The least price that units of the problem cost, with what appointed units do; both times
  /// `scale`.
  [[nodiscard]] Cost with_appointed(Cost bound) const;

  [[nodiscard]] UnplacedReason why_unplaced(QueuedUnit unit) const;

  /// Cases of the unit that this practitioner would have in place of somebody else; 0 for nobody.
  [[nodiscard]] std::int64_t changes(QueuedUnit unit,
                                     std::optional<PractitionerIndex> practitioner) const {
    if (change_price == 0 || !practitioner) return 0;
    return changes_with(units[unit], *practitioner);
  }

  /// How often a price is in a sum, the rest of which is less than half of it; the rest is left.
  static std::int64_t taken_out(std::int64_t price, Cost& sum) {
    if (price == 0) return 0;
    const std::int64_t half_up = sum.count() + price / 2;
    const std::int64_t times = half_up / price - (half_up % price < 0 ? 1 : 0);
    sum = Cost{sum.count() - times * price};
    return times;
  }

  /// The price, the changes and the least shares that the problem has added up.
  [[nodiscard]] NextBest without_changes(NextBest next) const {
    next.changes = taken_out(change_price, next.extra);
    next.less_of_shares = taken_out(share_price, next.extra);
    return next;
  }

  [[nodiscard]] std::vector<CaseAsks> asks(std::span<const CaseRow> rows) const {
    std::vector<CaseAsks> asks;
    asks.reserve(rows.size());
    for (const CaseRow row : rows) asks.push_back(case_rules.asks(ranking.cases(), row));
    return asks;
  }

  /// Who has a conflict with the family of these cases. Where a manager has parted it, the other
  /// parts are none of it.
  void note_conflicts(std::span<const CaseRow> rows, bool split, std::span<CaseAsks> asks) const {
    if (!eligibility.has_conflicts()) return;
    const CaseTable& cases = ranking.cases();
    std::vector<std::string_view> family;
    for (const std::string_view id : kin.ids(cases.unit(rows.front()))) {
      const Place* place = split ? ranking.find(id) : nullptr;
      const bool elsewhere = place != nullptr && std::ranges::count(rows, place->row) == 0;
      if (!elsewhere) family.push_back(id);
    }
    eligibility.note_conflicts(family, asks.front());
  }

  /// Whether units of several places are few enough for what is asked of each.
  [[nodiscard]] bool few() const noexcept {
    constexpr std::size_t kPairsOfFew = 1'000'000;
    return units.size() * loads.size() <= kPairsOfFew;
  }

  /// Requires that the practitioner may take the cases.
  [[nodiscard]] PairParts parts(PractitionerIndex practitioner,
                                std::span<const CaseRow> rows,
                                std::span<const CaseAsks> asks) const {
    PairParts parts = eligibility.parts(practitioner, asks);
    if (!rules.has_own_pairs()) {
      parts.continuity = -known.worth(ranking.cases().unit(rows.front()), practitioner);
    }
    return parts;
  }
};

}  // namespace waitlist
