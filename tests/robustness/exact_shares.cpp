#include "robustness/exact_shares.h"

#include <cmath>

namespace waitlist::exact_shares {

double share_above(const std::vector<std::int64_t>& differences) {
  double share = 0;
  for (std::size_t k = 0; k < differences.size(); ++k) {
    if (differences[k] <= 0) continue;
    double part = 1;
    for (std::size_t other = 0; other < differences.size(); ++other) {
      if (other == k) continue;
      part *= static_cast<double>(differences[k]) /
              static_cast<double>(differences[k] - differences[other]);
    }
    share += part;
  }
  return share;
}

double share_of_box(const std::vector<std::int64_t>& times, std::int64_t most) {
  const std::size_t sides = times.size();
  std::int64_t sum = 0;
  std::int64_t under = 1;
  for (std::size_t k = 0; k < sides; ++k) {
    under *= times[k] * static_cast<std::int64_t>(k + 1);
  }
  for (std::uint32_t corner = 0; corner < (1U << sides); ++corner) {
    std::int64_t rest = most;
    std::int64_t sign = 1;
    for (std::size_t k = 0; k < sides; ++k) {
      if ((corner >> k & 1U) == 0) continue;
      rest -= times[k];
      sign = -sign;
    }
    if (rest <= 0) continue;
    for (std::size_t k = 0; k < sides; ++k) sign *= rest;
    sum += sign;
  }
  return static_cast<double>(sum) / static_cast<double>(under);
}

bool agrees(std::uint64_t count, std::uint64_t draws, double share) {
  constexpr double kErrors = 5;
  const auto n = static_cast<double>(draws);
  const double drawn = static_cast<double>(count) / n;
  return std::abs(drawn - share) <= kErrors * std::sqrt(share * (1 - share) / n);
}

}  // namespace waitlist::exact_shares
