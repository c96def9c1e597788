// The part of a score that changes only when facts change, from a case as the rules see it.
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/conditions.h"
#include "scoring/group_points.h"
#include "scoring/scored_case.h"

#include <cstdint>
#include <span>

namespace waitlist {

[[nodiscard]] FactScore fact_score(const ScoredCase& scored, const CompiledPolicy& policy,
                                   Day as_of);

/// The same from groups that are read already, each at its index.
[[nodiscard]] FactScore fact_score(const ScoredCase& scored,
                                   const CompiledPolicy& policy,
                                   Day as_of,
                                   std::span<const GroupPoints> groups);

/// Thousandths by which waiting rates are multiplied, in each reading.
[[nodiscard]] Readings<std::int64_t> faster_times(const ScoredCase& scored,
                                                  const Readings<BandIndex>& bands);

}  // namespace waitlist
