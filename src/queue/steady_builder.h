// Which units of a list move in a known way, and their columns.
#pragma once

#include "queue/steady_rows.h"

#include <vector>

namespace waitlist {

/// A list cut in two: what columns describe, and the units that must be scored each day.
struct SteadyCut {
  SteadyRows rows;
  std::vector<UnitIndex> others;  ///< rising
};

/// Requires check_scorable_from(Day::first()).
[[nodiscard]] SteadyCut steady_cut(const CaseTable& cases,
                                   const CompiledPolicy& policy,
                                   unsigned threads);

}  // namespace waitlist
