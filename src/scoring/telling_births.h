// The dates of birth that tell all others, as TellingAnswers does of answers.
#pragma once

#include "scoring/scored_case.h"

#include <vector>

namespace waitlist {

/// The ages of a unit with every unknown date of birth found out: whatever the children's ages
/// under 18 years turn out to be, the points lie between those of two of these that meet the same
/// conditions. Requires kept months, and an age that is not known.
[[nodiscard]] std::vector<UnitAges> telling_births(const ScoredCase& scored);

}  // namespace waitlist
