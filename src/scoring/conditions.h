// Whether a rule's conditions hold for a case (policy-format.md section 9).
#pragma once

#include "scoring/scored_case.h"

namespace waitlist {

/// One value for each reading of what is unknown: the mildest, the one in use, the gravest.
template <class T>
struct Readings {
  T least{};
  T used{};
  T most{};
};

/// `least`: certainly holds; `used`: holds in `used`; `most`: possibly holds.
using Truth = Readings<bool>;

/// A condition on the age of the youngest child, and one on the band.
[[nodiscard]] Truth age_truth(const ConditionTable& condition, const UnitAges& ages) noexcept;
[[nodiscard]] Truth band_truth(const ConditionTable& condition,
                               const Readings<BandIndex>& bands) noexcept;

/// `bands` is what conditions on the band are compared with; floors have none.
[[nodiscard]] Truth holds(const WhenTable& when,
                          const ScoredCase& scored,
                          const Readings<BandIndex>& bands);

}  // namespace waitlist
