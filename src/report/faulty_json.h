// Rows that were set apart as faulty, as data.
#pragma once

#include <waitlist/queue/ranking.h>

#include "report/json_parts.h"

namespace waitlist {

/// An array of all faulty rows with all their faults.
[[nodiscard]] OrderedJson json_of_faulty(const Ranking& ranking);

}  // namespace waitlist
