// All units of one load, re-arranged at once: with everybody else where they are, that is a flow.
#pragma once

#include "allocation/load_packing.h"

#include <span>

namespace waitlist {

/// Re-arranges the units of each load, urgent ones apart, at the least total while all others stay.
/// Answers whether the total has fallen.
bool rearrange_classes(LoadPacking& packing);

/// Makes room for a unit at one of these practitioners by re-arranging all units of one load, at
/// the least total, and places it. Requires a unit that is not placed and may go to each of them.
/// False: no load can make room.
bool fit_by_rearranging(LoadPacking& packing,
                        QueuedUnit unit,
                        std::span<const PractitionerIndex> among);

}  // namespace waitlist
