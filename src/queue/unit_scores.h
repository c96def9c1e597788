// The scores of a unit's ranked cases.
#pragma once

#include "queue/order_keys.h"
#include "scoring/contribution_keeper.h"

#include <vector>

namespace waitlist {

/// Adds the ranked cases of a unit next to each other; nothing when none is ranked.
void score_unit(const CaseTable& cases,
                const CompiledPolicy& policy,
                Day as_of,
                UnitIndex unit,
                std::vector<Scored>& scored);

/// The same, keeping what the points of its cases are made of.
void score_unit(const CaseTable& cases,
                const CompiledPolicy& policy,
                Day as_of,
                UnitIndex unit,
                ContributionKeeper& keeper,
                std::vector<Scored>& scored);

/// The scores of all units, in the order of their numbers. Units are cut into equal runs, one for
/// each thread, and put together: the result is the same for any number of threads. `keeper` may
/// be null.
[[nodiscard]] std::vector<Scored> score_all(const CaseTable& cases,
                                            const CompiledPolicy& policy,
                                            Day as_of,
                                            unsigned threads,
                                            ContributionKeeper* keeper);

}  // namespace waitlist
