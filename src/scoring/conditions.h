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

/// A condition on the age of the youngest child: a floor takes care of a child that may be so
/// young, a waiting rate gains only for one that is known to be, and a ceiling lowers only such a
/// one.
[[nodiscard]] Truth age_truth(const ConditionTable& condition, const UnitAges& ages) noexcept;
[[nodiscard]] Truth age_truth_of_rate(const ConditionTable& condition,
                                      const UnitAges& ages) noexcept;
[[nodiscard]] Truth band_truth(const ConditionTable& condition,
                               const Readings<BandIndex>& bands) noexcept;

/// Whether it holds whatever becomes known, stale answers taken as they are.
[[nodiscard]] bool holds_on_known(const WhenTable& when, const ScoredCase& scored);

/// Of a floor or a criterion.
[[nodiscard]] Truth holds(const WhenTable& when, const ScoredCase& scored);

/// Of a ceiling: a young child that is not known to be so is not kept down for it.
[[nodiscard]] Truth holds_of_ceiling(const WhenTable& when, const ScoredCase& scored);

/// Of a faster rate; `bands` is what conditions on the band are compared with.
[[nodiscard]] Truth holds(const WhenTable& when,
                          const ScoredCase& scored,
                          const Readings<BandIndex>& bands);

}  // namespace waitlist
