// Ordering by a few bits, in passes that move each entry and compare none.
#pragma once

#include <cstdint>
#include <vector>

namespace waitlist {

/// What is ordered: the key in the upper 32 bits, whose it is in the lower.
using OrderedEntry = std::uint64_t;

/// The entries of all runs by the lowest `key_bits` bits of their keys; those alike stay in the
/// order of the runs. One thread for each run.
[[nodiscard]] std::vector<OrderedEntry> radix_ordered(
    const std::vector<std::vector<OrderedEntry>>& runs, int key_bits);

}  // namespace waitlist
