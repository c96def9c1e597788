// Of all assignments with the same units placed at the least price, the one that is stated.
#pragma once

#include "allocation/place_flow.h"

#include <span>

namespace waitlist {

/// Gives the first unit of the queue to the earliest practitioner that any optimum gives it, then
/// the second, and so on. Requires an optimal flow whose potentials show it.
void make_unique(PlaceFlow& flow, std::span<const QueuedUnit> queue);

}  // namespace waitlist
