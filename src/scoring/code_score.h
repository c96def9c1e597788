// The fact score of a case by looking its answer codes up (docs/background/batch-order.md). What
// fact_score() reads rule by rule, and explanations show, this adds up in a few passes; the two
// agree on every case.
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/scored_case.h"

#include <cstddef>
#include <cstdint>

namespace waitlist {

/// fact_score() of the case, nothing read at its worst.
[[nodiscard]] FactScore score_by_codes(const ScoredCase& scored,
                                       const CompiledPolicy& policy,
                                       Day as_of);

/// What the score takes of one group of the policy: GroupPoints::used.
[[nodiscard]] Points group_in_use(const ScoredCase& scored, std::size_t group);

/// The floors that hold as answers are used, one bit for each of the policy.
[[nodiscard]] std::uint64_t floors_in_force(const ScoredCase& scored);

}  // namespace waitlist
