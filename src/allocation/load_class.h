// All units of one load, re-arranged at once: with everybody else where they are, that is a flow.
#pragma once

#include "allocation/load_packing.h"

namespace waitlist {

/// Re-arranges the units of each load, urgent ones apart, at the least total while all others stay.
/// Answers whether the total has fallen.
bool rearrange_classes(LoadPacking& packing);

}  // namespace waitlist
