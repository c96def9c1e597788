/// \file counted_draws.h
/// \brief Random numbers that are a function of what they are for: seed, draw and number.
/// Layer: robustness (may use base).  Source: J. Salmon and others, Parallel random numbers: as
/// easy as 1, 2, 3 (2011), Philox4x32-10.
/// Every thread, every part of the work and every machine draws the same.
/// Complexity: O(1) a number.  Threads: pure.
#pragma once

#include <waitlist/base/export.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace waitlist {

/// 64 even bits for this number of this draw.
[[nodiscard]] WAITLIST_EXPORT std::uint64_t drawn_bits(std::uint64_t seed,
                                                       std::uint64_t draw,
                                                       std::uint32_t number) noexcept;

/// A whole number from `least` to `most`, each as likely as the others but for less than one part
/// in 2^64 / (most - least + 1). Requires least <= most.
[[nodiscard]] WAITLIST_EXPORT std::int64_t drawn_between(std::uint64_t seed,
                                                         std::uint64_t draw,
                                                         std::uint32_t number,
                                                         std::int64_t least,
                                                         std::int64_t most) noexcept;

/// What drawn weights add up to.
inline constexpr std::int64_t kWeightsWhole = 1'000'000'000;

/// So many weights that add up to kWeightsWhole, none below 0, evenly spread over all such: the
/// gaps between sorted numbers. They use up the numbers 0 to count - 2 of the draw.
[[nodiscard]] WAITLIST_EXPORT std::vector<std::int64_t> drawn_weights(std::uint64_t seed,
                                                                      std::uint64_t draw,
                                                                      std::size_t count);

}  // namespace waitlist
