#include "equality/banded_units.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace waitlist {

BandedUnits banded_units(std::span<const std::int64_t> values,
                         std::span<const std::uint8_t> in_group,
                         std::span<const std::uint32_t> bands) {
  const std::uint32_t last = bands.empty() ? 0 : std::ranges::max(bands);
  std::vector<BandOfUnits> all(std::size_t{last} + 1);
  for (std::size_t i = 0; i < values.size(); ++i) {
    BandOfUnits& band = all[bands.empty() ? 0 : bands[i]];
    band.values.push_back(values[i]);
    if (in_group[i] != 0) ++band.in_group;
  }
  std::erase_if(all, [](const BandOfUnits& band) { return band.values.empty(); });
  return {std::move(all)};
}

namespace {

/// The least sum that so many of the values of each band have, and the greatest.
std::pair<std::int64_t, std::int64_t> farthest_sums(const BandedUnits& units) {
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const BandOfUnits& band : units.bands) {
    std::vector<std::int64_t> sorted = band.values;
    std::ranges::sort(sorted);
    for (std::size_t i = 0; i < band.in_group; ++i) {
      least += sorted[i];
      most += sorted[sorted.size() - 1 - i];
    }
  }
  return {least, most};
}

}  // namespace

DealtSum dealt_sum(const BandedUnits& units) {
  DealtSum found;
  double variance = 0.0;
  for (const BandOfUnits& band : units.bands) {
    const auto size = static_cast<std::int64_t>(band.values.size());
    const auto in_group = static_cast<std::int64_t>(band.in_group);
    const std::int64_t total =
        std::accumulate(band.values.begin(), band.values.end(), std::int64_t{0});
    // in_group * total / size in whole numbers: the mean's whole part and rest taken apart first.
    const std::int64_t each = total / size;
    const std::int64_t rest = in_group * (total % size);
    found.whole += in_group * each + rest / size;
    found.fraction += static_cast<double>(rest % size) / static_cast<double>(size);
    if (size < 2) continue;
    const double mean = static_cast<double>(total) / static_cast<double>(size);
    double squares = 0.0;
    for (const std::int64_t value : band.values) {
      const double off = static_cast<double>(value) - mean;
      squares += off * off;
    }
    const auto both = static_cast<double>(in_group * (size - in_group));
    found.weight += both / static_cast<double>(size);
    variance += both * squares / static_cast<double>(size) / static_cast<double>(size - 1);
  }
  found.spread = std::sqrt(variance);
  const auto [least, most] = farthest_sums(units);
  found.reach = std::max(found.deviation(most), -found.deviation(least));
  return found;
}

}  // namespace waitlist
