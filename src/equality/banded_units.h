// Units apart by band, and what is expected of a group when labels move inside bands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

struct BandOfUnits {
  std::vector<std::int64_t> values;
  std::size_t in_group = 0;
};

/// Bands that hold a unit, in the order of their numbers.
struct BandedUnits {
  std::vector<BandOfUnits> bands;
};

/// `bands` empty: all units are in one.
[[nodiscard]] BandedUnits banded_units(std::span<const std::int64_t> values,
                                       std::span<const std::uint8_t> in_group,
                                       std::span<const std::uint32_t> bands);

/// The mean and the spread of a group's sum over all deals.
struct DealtSum {
  std::int64_t whole = 0;  ///< of the mean; with `fraction`, so that great sums lose no digit
  double fraction = 0.0;   ///< 0 to the number of bands
  double weight = 0.0;     ///< what the deviation is divided by for a gap of means
  double reach = 0.0;      ///< the greatest distance from the mean that any deal has
  double spread = 0.0;     ///< standard deviation

  [[nodiscard]] double deviation(std::int64_t sum) const noexcept {
    return static_cast<double>(sum - whole) - fraction;
  }
};

[[nodiscard]] DealtSum dealt_sum(const BandedUnits& units);

}  // namespace waitlist
