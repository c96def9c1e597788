// The part of a score that changes only when facts change, from a case as the rules see it.
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/scored_case.h"

namespace waitlist {

[[nodiscard]] FactScore fact_score(const ScoredCase& scored, const CompiledPolicy& policy,
                                   Day as_of);

}  // namespace waitlist
