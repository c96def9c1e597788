// What somebody should put right in the data of one case.
#pragma once

#include <waitlist/queue/summary.h>

#include "queue/faulty_cases.h"
#include "scoring/scored_case.h"

#include <vector>

namespace waitlist {

/// Adds the findings of a ranked case, but for what its links to `faulty` cases are.
void find_in_ranked(const ScoredCase& scored,
                    const CompiledPolicy& policy,
                    const Place& place,
                    Day as_of,
                    const FaultyIds& faulty,
                    std::vector<Finding>& findings);

/// Adds the findings of a case that is listed apart.
void find_in_apart(const CaseTable& cases,
                   const ApartCase& apart,
                   Day as_of,
                   std::vector<Finding>& findings);

}  // namespace waitlist
