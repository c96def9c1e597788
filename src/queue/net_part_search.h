// One part of a network, searched variable by variable.
#pragma once

#include "queue/witness_search.h"

#include <cstdint>

namespace waitlist {

/// `left`: how many open choices may still be followed; those that were are taken off it.
[[nodiscard]] NetFront part_front(const Network& part, std::uint64_t& left);

/// Leaves those that no other is as good as in both aims; the best in the first aim first.
void keep_best(std::vector<NetChoice>& found);
void keep_best(std::vector<NetAims>& bounds);

}  // namespace waitlist
