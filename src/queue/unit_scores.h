// The scores of units' ranked cases.
#pragma once

#include "base/big_memory.h"
#include "queue/order_keys.h"
#include "scoring/contribution_keeper.h"
#include "scoring/unit_reader.h"

#include <vector>

namespace waitlist {

/// Adds the ranked cases of a unit next to each other, not placed yet; nothing when none is ranked.
template <class Places>
void score_unit(UnitReader& reader, UnitIndex unit, Places& scored) {
  reader.read(unit);
  for (const CaseRow row : reader.facts().ranked) scored.push_back({row, 0, reader.score(row)});
}

/// The scores of all units, in the order of their numbers. Units are cut into equal runs, one for
/// each thread, and put together: the result is the same for any number of threads. `keeper` may
/// be null; else it keeps what the points are made of.
[[nodiscard]] BigVector<Place> score_all(const CaseTable& cases,
                                         const CompiledPolicy& policy,
                                         Day as_of,
                                         unsigned threads,
                                         ContributionKeeper* keeper);

}  // namespace waitlist
