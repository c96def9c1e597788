#include <waitlist/equality/gap_by_rule.h>

#include <algorithm>
#include <bit>
#include <numeric>

namespace waitlist {
namespace {

/// The whole number at or below.
std::int64_t floor_of(std::int64_t numerator, std::int64_t denominator) noexcept {
  const std::int64_t quotient = numerator / denominator;
  return numerator % denominator < 0 ? quotient - 1 : quotient;
}

}  // namespace

std::int64_t shapley_denominator(std::size_t players) noexcept {
  std::int64_t product = 1;
  for (std::size_t i = 2; i <= players; ++i) product *= static_cast<std::int64_t>(i);
  return product;
}

std::vector<std::int64_t> shapley_numerators(std::span<const std::int64_t> values) {
  const auto players = static_cast<std::size_t>(std::countr_zero(values.size()));
  std::vector<std::int64_t> parts(players);
  for (std::size_t set = 0; set < values.size(); ++set) {
    const auto size = static_cast<std::size_t>(std::popcount(set));
    if (size == players) continue;
    // |S|! (k - |S| - 1)! of the orders have these players before the next one.
    const std::int64_t orders = shapley_denominator(size) * shapley_denominator(players - size - 1);
    for (std::size_t player = 0; player < players; ++player) {
      const std::size_t with = set | (std::size_t{1} << player);
      if (with != set) parts[player] += orders * (values[with] - values[set]);
    }
  }
  return parts;
}

std::vector<std::int64_t> parts_that_add_up(std::span<const std::int64_t> numerators,
                                            std::int64_t denominator) {
  std::vector<std::int64_t> parts;
  parts.reserve(numerators.size());
  std::vector<std::int64_t> rests;
  rests.reserve(numerators.size());
  std::int64_t sum = 0;
  for (const std::int64_t numerator : numerators) {
    parts.push_back(floor_of(numerator, denominator));
    rests.push_back(numerator - parts.back() * denominator);
    sum += rests.back();
  }
  // Halves up: floor((2 sum + denominator) / (2 denominator)) of the rests together.
  const std::int64_t more =
      sum / denominator + (sum % denominator >= (denominator + 1) / 2 ? 1 : 0);
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&rests](std::size_t i) { return rests[i]; });
  for (std::size_t i = 0; i < static_cast<std::size_t>(more); ++i) ++parts[order[i]];
  return parts;
}

}  // namespace waitlist
