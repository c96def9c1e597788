// Small packing questions answered by trying everything that could still be right.
#pragma once

#include "allocation/load_packing.h"

#include <cstdint>
#include <vector>

namespace waitlist {

inline constexpr std::size_t kExactUnitsMax = 12;

enum class ExactAnswer : std::uint8_t { found, impossible, too_long };

/// Places exactly these units, at the least total, the first unit with the earliest practitioner
/// and so on among equals; `packing` holds the answer when one is found. With `any`, the first
/// way that is found will do. Gives up after a fixed number of steps.
[[nodiscard]] ExactAnswer pack_exactly(LoadPacking& packing,
                                       const std::vector<QueuedUnit>& units,
                                       bool any);

}  // namespace waitlist
