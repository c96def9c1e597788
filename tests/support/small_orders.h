// The orders of random policies.
#pragma once

#include "support/small_world.h"

namespace waitlist::small_world {

/// Gives a policy that has everything else an order, and perhaps some of its tiers their own.
void add_order(Policy& policy, PolicyShape shape);

}  // namespace waitlist::small_world
