#include <waitlist/robustness/counted_draws.h>

#include "robustness/philox.h"

#include <algorithm>

namespace waitlist {
namespace {

constexpr unsigned kHalf = 32;

std::uint32_t low_half(std::uint64_t bits) noexcept { return static_cast<std::uint32_t>(bits); }

std::uint32_t high_half(std::uint64_t bits) noexcept {
  return static_cast<std::uint32_t>(bits >> kHalf);
}

/// The upper half of a product of 128 bits.
std::uint64_t upper_product(std::uint64_t a, std::uint64_t b) noexcept {
  const std::uint64_t low = std::uint64_t{low_half(a)} * low_half(b);
  const std::uint64_t cross = std::uint64_t{high_half(a)} * low_half(b) + high_half(low);
  const std::uint64_t other = std::uint64_t{low_half(a)} * high_half(b) + low_half(cross);
  return std::uint64_t{high_half(a)} * high_half(b) + high_half(cross) + high_half(other);
}

}  // namespace

std::uint64_t drawn_bits(std::uint64_t seed, std::uint64_t draw, std::uint32_t number) noexcept {
  const PhiloxCounter drawn =
      philox({low_half(draw), high_half(draw), number, 0}, {low_half(seed), high_half(seed)});
  return std::uint64_t{drawn[1]} << kHalf | drawn[0];
}

std::int64_t drawn_between(std::uint64_t seed,
                           std::uint64_t draw,
                           std::uint32_t number,
                           std::int64_t least,
                           std::int64_t most) noexcept {
  const std::uint64_t span = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  const std::uint64_t bits = drawn_bits(seed, draw, number);
  const std::uint64_t above = span + 1 == 0 ? bits : upper_product(bits, span + 1);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + above);
}

std::vector<std::int64_t> drawn_weights(std::uint64_t seed, std::uint64_t draw, std::size_t count) {
  std::vector<std::int64_t> weights;
  if (count == 0) return weights;
  weights.reserve(count);
  for (std::uint32_t number = 0; number + 1 < count; ++number) {
    weights.push_back(drawn_between(seed, draw, number, 0, kWeightsWhole));
  }
  weights.push_back(kWeightsWhole);
  std::ranges::sort(weights);
  for (std::size_t i = count - 1; i > 0; --i) weights[i] -= weights[i - 1];
  return weights;
}

}  // namespace waitlist
