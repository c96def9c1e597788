// The part of a score that changes only when facts change, from a case as the rules see it.
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/conditions.h"
#include "scoring/group_points.h"
#include "scoring/scored_case.h"

#include <cstdint>

namespace waitlist {

[[nodiscard]] FactScore fact_score(const ScoredCase& scored,
                                   const CompiledPolicy& policy,
                                   Day as_of);

/// The same step by step: each group, and then everything that follows from the points.
void add_group(const GroupTable& group, const GroupPoints& points, FactScore& score);
void complete(const ScoredCase& scored, const CompiledPolicy& policy, Day as_of, FactScore& score);

/// Thousandths by which waiting rates are multiplied, in each reading.
[[nodiscard]] Readings<std::int64_t> faster_times(const ScoredCase& scored,
                                                  const Readings<BandIndex>& bands);

}  // namespace waitlist
