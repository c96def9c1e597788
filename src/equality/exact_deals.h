// All deals of labels counted: how often each sum of a group comes out, and how far from the mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace waitlist {

/// A sum and in how many deals it comes out.
using CountedSum = std::pair<std::int64_t, std::uint64_t>;

/// The sums of `size` of these values, lowest first, each choice counted. nullopt: too many.
[[nodiscard]] std::optional<std::vector<CountedSum>> sums_of_size(
    std::span<const std::int64_t> values, std::size_t size);

/// Distances |scale * sum - centre| of all deals, the farthest first, each with its number of
/// deals. Whole numbers, so that no rounding decides a tie.
struct ExactDeals {
  std::vector<CountedSum> distances;
  std::uint64_t deals = 0;
  std::int64_t scale = 1;   ///< least common multiple of the sizes of the bands
  std::int64_t centre = 0;  ///< scale times the mean of the sums
  std::int64_t sum = 0;     ///< of the list itself
};

[[nodiscard]] std::optional<ExactDeals> exact_deals(std::span<const std::int64_t> values,
                                                    std::span<const std::uint8_t> in_group,
                                                    std::span<const std::uint32_t> bands);

/// Ways to choose so many of them; nullopt from 2^62 on.
[[nodiscard]] std::optional<std::uint64_t> ways_to_choose(std::uint64_t size,
                                                          std::uint64_t of) noexcept;

}  // namespace waitlist
