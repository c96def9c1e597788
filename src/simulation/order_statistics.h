// Which of drawn futures an interval ends with.
#pragma once

#include <cstddef>
#include <span>

namespace waitlist {

/// For an interval that holds 80 in 100: so many of the least and of the greatest lie outside it or
/// at its ends. The probability that one more future of the kind lies within is at least
/// interval_share(). 0: there are too few for an interval.
[[nodiscard]] constexpr std::size_t tail_of(std::size_t futures) noexcept {
  return (futures + 1) / 10;
}

/// 1 less twice the tail over all the ranks a further future can have; 0 without a tail.
[[nodiscard]] constexpr double interval_share(std::size_t futures, std::size_t tail) noexcept {
  if (tail == 0) return 0.0;
  const auto ranks = static_cast<double>(futures + 1);
  return (ranks - 2.0 * static_cast<double>(tail)) / ranks;
}

struct OrderInterval {
  double earliest = 0.0, middle = 0.0, latest = 0.0;
};

/// Order statistics, not values between them. Requires values in order and 0 < tail <= half of
/// them, rounded up.
[[nodiscard]] constexpr OrderInterval order_interval(std::span<const double> sorted,
                                                     std::size_t tail) noexcept {
  return {sorted[tail - 1], sorted[sorted.size() / 2], sorted[sorted.size() - tail]};
}

}  // namespace waitlist
