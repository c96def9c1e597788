// Lines of cases from what is scored already.
#pragma once

#include "scoring/looks.h"
#include "scoring/scored_case.h"

namespace waitlist {

[[nodiscard]] Trajectory trajectory_of(const StandingCase& standing,
                                       const Score& score,
                                       const Looks& looks);

/// Facts, score and line of a case on a day.
struct FollowedCase {
  FactScore facts;
  Score score;
  Looks looks;
  Trajectory line;
};

/// Requires check_scorable(); `unit` is that of the day.
[[nodiscard]] FollowedCase followed(const ScoredCase& scored,
                                    const CompiledPolicy& policy,
                                    const UnitFacts& unit,
                                    Day as_of);

}  // namespace waitlist
