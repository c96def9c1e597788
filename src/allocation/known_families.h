// Which practitioners know which families of a list, and what that is worth.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/allocation/roster.h>
#include <waitlist/cases/case_table.h>

#include <optional>
#include <string_view>
#include <unordered_map>

namespace waitlist {

/// The worth of a family that somebody worked with so many days ago; today or still: in full.
[[nodiscard]] Cost continuity_worth(const PriceWeights& weights, Days ago);

class KnownFamilies {
 public:
  KnownFamilies(const CaseTable& cases,
                const Roster& roster,
                const PriceWeights& weights,
                Day as_of);

  /// 0: the practitioner does not know the unit.
  [[nodiscard]] Cost worth(UnitIndex unit, PractitionerIndex practitioner) const;
  /// To whom the unit is worth most; of these the first practitioner. nullopt: nobody knows it.
  [[nodiscard]] std::optional<PractitionerIndex> best(UnitIndex unit) const;

 private:
  std::unordered_map<UnitIndex, std::unordered_map<PractitionerIndex, Cost>> units_;
};

}  // namespace waitlist
