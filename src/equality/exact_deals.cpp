#include "equality/exact_deals.h"

#include "equality/banded_units.h"

#include <algorithm>
#include <numeric>

namespace waitlist {
namespace {

constexpr std::uint64_t kListedWays = 1'000'000;     ///< choices listed one by one, at most
constexpr std::uint64_t kCountedCells = 4'000'000;   ///< sums by size that are counted, at most
constexpr std::uint64_t kSortedSums = 250'000;       ///< pairs of sums that are sorted, at most
constexpr std::uint64_t kCountedSteps = 20'000'000;  ///< additions spent on counting, at most
constexpr std::uint64_t kWholeMost = std::uint64_t{1} << 62U;

std::optional<std::uint64_t> product_below(std::uint64_t a, std::uint64_t b, std::uint64_t most) {
  if (a != 0 && b > most / a) return std::nullopt;
  return a * b;
}

/// Neighbours of the same sum become one.
void join_alike(std::vector<CountedSum>& sums) {
  std::ranges::sort(sums, {}, &CountedSum::first);
  std::size_t kept = 0;
  for (std::size_t i = 1; i < sums.size(); ++i) {
    if (sums[i].first == sums[kept].first) {
      sums[kept].second += sums[i].second;
    } else {
      sums[++kept] = sums[i];
    }
  }
  if (!sums.empty()) sums.resize(kept + 1);
}

/// Each choice once.
std::vector<CountedSum> listed_sums(std::span<const std::int64_t> values,
                                    std::size_t size,
                                    std::uint64_t ways) {
  std::vector<CountedSum> sums;
  sums.reserve(ways);
  std::vector<std::size_t> chosen(size);
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  std::int64_t sum = 0;
  for (const std::size_t one : chosen) sum += values[one];
  for (;;) {
    sums.emplace_back(sum, 1);
    std::size_t at = size;
    while (at > 0 && chosen[at - 1] == values.size() - size + at - 1) --at;
    if (at == 0) break;
    for (std::size_t i = at - 1; i < size; ++i) sum -= values[chosen[i]];
    ++chosen[at - 1];
    for (std::size_t i = at; i < size; ++i) chosen[i] = chosen[i - 1] + 1;
    for (std::size_t i = at - 1; i < size; ++i) sum += values[chosen[i]];
  }
  join_alike(sums);
  return sums;
}

/// The shift algorithm (Pagano and Tritchler 1983; Streitberg and Roehmel 1986): counts by size and
/// by sum above the least value. nullopt where there would be too many.
std::optional<std::vector<CountedSum>> shifted_sums(std::span<const std::int64_t> values,
                                                    std::size_t size) {
  const auto [least, most] = std::ranges::minmax(values);
  const auto span = static_cast<std::uint64_t>(most - least);
  const auto reach = product_below(span, size, kCountedCells);
  if (!reach) return std::nullopt;
  const std::size_t width = *reach + 1;
  if (!product_below(width, size + 1, kCountedCells)) return std::nullopt;
  if (!product_below(width * size, values.size(), kCountedSteps)) return std::nullopt;
  std::vector<std::uint64_t> counts((size + 1) * width);
  counts[0] = 1;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto more = static_cast<std::size_t>(values[i] - least);
    for (std::size_t chosen = std::min(i + 1, size); chosen > 0; --chosen) {
      const std::uint64_t* from = &counts[(chosen - 1) * width];
      std::uint64_t* to = &counts[chosen * width];
      for (std::size_t sum = width; sum-- > more;) to[sum] += from[sum - more];
    }
  }
  std::vector<CountedSum> sums;
  const std::int64_t lowest = least * static_cast<std::int64_t>(size);
  for (std::size_t sum = 0; sum < width; ++sum) {
    const std::uint64_t ways = counts[size * width + sum];
    if (ways > 0) sums.emplace_back(lowest + static_cast<std::int64_t>(sum), ways);
  }
  return sums;
}

/// Every sum of one with every sum of the other. Both are sorted.
std::optional<std::vector<CountedSum>> joined_sums(const std::vector<CountedSum>& a,
                                                   const std::vector<CountedSum>& b) {
  const auto pairs = product_below(a.size(), b.size(), kCountedCells);
  if (!pairs) return std::nullopt;
  const std::int64_t lowest = a.front().first + b.front().first;
  const auto reach = static_cast<std::uint64_t>(a.back().first + b.back().first - lowest);
  std::vector<CountedSum> sums;
  if (reach > kCountedCells) {
    if (*pairs > kSortedSums) return std::nullopt;
    sums.reserve(*pairs);
    for (const auto& [sum, ways] : a) {
      for (const auto& [more, times] : b) sums.emplace_back(sum + more, ways * times);
    }
    join_alike(sums);
    return sums;
  }
  std::vector<std::uint64_t> counts(reach + 1);
  for (const auto& [sum, ways] : a) {
    for (const auto& [more, times] : b) {
      counts[static_cast<std::size_t>(sum + more - lowest)] += ways * times;
    }
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) sums.emplace_back(lowest + static_cast<std::int64_t>(i), counts[i]);
  }
  return sums;
}

std::int64_t sum_of(std::span<const std::int64_t> values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

/// Sums of the group over all bands. nullopt: too many.
std::optional<std::vector<CountedSum>> sums_over(const BandedUnits& units) {
  std::uint64_t deals = 1;
  for (const BandOfUnits& band : units.bands) {
    const auto ways = ways_to_choose(band.in_group, band.values.size());
    const auto all = ways ? product_below(deals, *ways, kWholeMost) : std::nullopt;
    if (!all) return std::nullopt;
    deals = *all;
  }
  std::vector<CountedSum> sums{{0, 1}};
  for (const BandOfUnits& band : units.bands) {
    const auto of_band = sums_of_size(band.values, band.in_group);
    if (!of_band) return std::nullopt;
    auto joined = joined_sums(sums, *of_band);
    if (!joined) return std::nullopt;
    sums = *std::move(joined);
  }
  return sums;
}

/// The least common multiple of the sizes; nullopt where a sum times it would be too great.
std::optional<std::int64_t> common_scale(const BandedUnits& units) {
  std::uint64_t greatest = 1;
  for (const BandOfUnits& band : units.bands) {
    for (const std::int64_t value : band.values) {
      greatest += static_cast<std::uint64_t>(value < 0 ? -value : value);
    }
  }
  std::uint64_t scale = 1;
  for (const BandOfUnits& band : units.bands) {
    const std::uint64_t size = band.values.size();
    const auto next = product_below(scale / std::gcd(scale, size), size, kWholeMost / greatest);
    if (!next) return std::nullopt;
    scale = *next;
  }
  return static_cast<std::int64_t>(scale);
}

}  // namespace

std::optional<std::uint64_t> ways_to_choose(std::uint64_t size, std::uint64_t of) noexcept {
  size = std::min(size, of - size);
  std::uint64_t ways = 1;
  for (std::uint64_t i = 1; i <= size; ++i) {
    // ways * (of - size + i) / i is whole, and so is it after what both have in common is gone.
    const std::uint64_t common = std::gcd(ways, i);
    const auto next = product_below(ways / common, (of - size + i) / (i / common), kWholeMost);
    if (!next) return std::nullopt;
    ways = *next;
  }
  return ways;
}

std::optional<std::vector<CountedSum>> sums_of_size(std::span<const std::int64_t> values,
                                                    std::size_t size) {
  const auto ways = ways_to_choose(size, values.size());
  if (!ways) return std::nullopt;
  // The rest of a choice is one, too: the smaller of both is counted.
  const std::size_t fewer = std::min(size, values.size() - size);
  auto sums = *ways <= kListedWays
                  ? listed_sums(values, fewer, *ways)
                  : shifted_sums(values, fewer).value_or(std::vector<CountedSum>{});
  if (sums.empty()) return std::nullopt;
  if (fewer == size) return sums;
  const std::int64_t all = sum_of(values);
  for (CountedSum& one : sums) one.first = all - one.first;
  std::ranges::reverse(sums);
  return sums;
}

std::optional<ExactDeals> exact_deals(std::span<const std::int64_t> values,
                                      std::span<const std::uint8_t> in_group,
                                      std::span<const std::uint32_t> bands) {
  const BandedUnits units = banded_units(values, in_group, bands);
  const auto scale = common_scale(units);
  if (!scale) return std::nullopt;
  const auto sums = sums_over(units);
  if (!sums) return std::nullopt;
  ExactDeals found;
  found.scale = *scale;
  for (const BandOfUnits& band : units.bands) {
    const auto size = static_cast<std::int64_t>(band.values.size());
    found.centre +=
        static_cast<std::int64_t>(band.in_group) * sum_of(band.values) * (*scale / size);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (in_group[i] != 0) found.sum += values[i];
  }
  found.distances.reserve(sums->size());
  for (const auto& [sum, ways] : *sums) {
    const std::int64_t distance = *scale * sum - found.centre;
    found.distances.emplace_back(distance < 0 ? -distance : distance, ways);
    found.deals += ways;
  }
  join_alike(found.distances);
  std::ranges::reverse(found.distances);
  return found;
}

}  // namespace waitlist
