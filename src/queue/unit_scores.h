// The scores of units' ranked cases.
#pragma once

#include "queue/key_columns.h"
#include "queue/scored_rows.h"
#include "scoring/contribution_keeper.h"
#include "scoring/unit_reader.h"

#include <cstdint>
#include <vector>

namespace waitlist {

/// Adds the ranked cases of a unit next to each other, not placed yet; nothing when none is ranked.
template <class Places>
void score_unit(UnitReader& reader, UnitIndex unit, Places& scored) {
  reader.read(unit);
  for (const CaseRow row : reader.facts().ranked) scored.push_back({row, 0, reader.score(row)});
}

/// A list scored: its ranked cases are numbered from 0, those of a unit next to each other.
struct ScoredCases {
  /// The numbers of a unit of which several cases are ranked.
  struct Together {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  ScoredRows rows;
  KeyColumns keys;
  std::vector<Together> together;
};

/// The scores of all units, in the order of their numbers, and the keys of the policy's order.
/// Units are cut into equal runs, one for each thread, and put together: the result is the same for
/// any number of threads. `keeper` may be null; else it keeps what the points are made of.
[[nodiscard]] ScoredCases score_all(const CaseTable& cases,
                                    const CompiledPolicy& policy,
                                    Day as_of,
                                    unsigned threads,
                                    ContributionKeeper* keeper);

}  // namespace waitlist
