// The fact score of a case by looking its answer codes up (docs/background/batch-order.md). What
// fact_score() reads rule by rule, and explanations show, this adds up in a few passes; the two
// agree on every case.
#pragma once

#include <waitlist/scoring/score.h>

#include "scoring/group_points.h"
#include "scoring/scored_case.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace waitlist {

/// fact_score() of the case, nothing read at its worst.
[[nodiscard]] FactScore score_by_codes(const ScoredCase& scored,
                                       const CompiledPolicy& policy,
                                       Day as_of);

/// What the points in use of one group are made of.
struct GroupInUse {
  /// Receives the number in use of each criterion in order, 0 where it does not count, then the
  /// constant unless it is 0, then what the ages earn.
  Points* numbers = nullptr;
  Combination full;         ///< of these numbers
  Points ceiling = kNoCap;  ///< what ceilings leave of the group
  Points used;              ///< GroupPoints::used

  /// What the group comes to but for the limit on points for what is not known.
  [[nodiscard]] Points full_value(const GroupTable& group) const noexcept {
    return std::min(full.value(group), ceiling);
  }
};

/// The same, and what it is made of: `groups` as the policy has them, each with room for its
/// numbers.
[[nodiscard]] FactScore score_by_codes(const ScoredCase& scored,
                                       const CompiledPolicy& policy,
                                       Day as_of,
                                       std::span<GroupInUse> groups);

/// What the score takes of one group of the policy: GroupPoints::used.
[[nodiscard]] Points group_in_use(const ScoredCase& scored, std::size_t group);

/// The floors that hold as answers are used, one bit for each of the policy.
[[nodiscard]] std::uint64_t floors_in_force(const ScoredCase& scored);

}  // namespace waitlist
