// What somebody should put right in the data of one case.
#pragma once

#include <waitlist/queue/summary.h>

#include "queue/faulty_cases.h"
#include "scoring/scored_case.h"

#include <span>
#include <vector>

namespace waitlist {

/// Adds what stands in a case that is scored.
void find_in_scored(const ScoredCase& scored,
                    const CompiledPolicy& policy,
                    const Score& score,
                    Day as_of,
                    const FaultyIds& faulty,
                    std::vector<Finding>& findings);

/// Adds what the ranked cases of a unit say differently.
void find_in_unit(const CaseTable& cases,
                  std::span<const CaseRow> ranked,
                  std::vector<Finding>& findings);

/// Adds what a case is found by because it is apart.
void find_in_apart(const Ranking& ranking, const ApartCase& apart, std::vector<Finding>& findings);

}  // namespace waitlist
