#include <waitlist/equality/shift_interval.h>

#include "base/quantiles.h"
#include "equality/exact_deals.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace waitlist {
namespace {

/// How many of the differences `a - b` are at most `limit`. Both are sorted.
std::uint64_t differences_to(std::span<const std::int64_t> a,
                             std::span<const std::int64_t> b,
                             std::int64_t limit) {
  std::uint64_t count = 0;
  std::size_t below = 0;  // b from here on is at least a - limit
  for (const std::int64_t one : a) {
    while (below < b.size() && one - b[below] > limit) ++below;
    count += b.size() - below;
  }
  return count;
}

/// The difference at this place, from 1, when all are sorted.
std::int64_t difference_at(std::span<const std::int64_t> a,
                           std::span<const std::int64_t> b,
                           std::uint64_t place) {
  std::int64_t low = a.front() - b.back();
  std::int64_t high = a.back() - b.front();
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (differences_to(a, b, middle) >= place) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/// How many of the lowest and of the highest differences stand outside, and how sure that is.
struct OutsideDifferences {
  std::uint64_t count = 0;  ///< 0: no interval
  double confidence = 0.0;
  bool exact = false;
};

/// By the rank sums of a group, counted.
std::optional<OutsideDifferences> counted_outside(std::size_t size,
                                                  std::size_t of,
                                                  double confidence) {
  std::vector<std::int64_t> ranks(of);
  std::iota(ranks.begin(), ranks.end(), std::int64_t{1});
  const auto ways = ways_to_choose(size, of);
  const auto sums = ways ? sums_of_size(ranks, size) : std::nullopt;
  if (!sums) return std::nullopt;
  OutsideDifferences found;
  found.exact = true;
  const auto all = static_cast<double>(*ways);
  const double outside = (1.0 - confidence) / 2.0;
  std::uint64_t so_far = 0;
  for (const auto& [sum, deals] : *sums) {
    so_far += deals;
    if (static_cast<double>(so_far) > outside * all + 1e-9) break;
    const auto lowest = static_cast<std::int64_t>(size * (size + 1) / 2);
    found.count = static_cast<std::uint64_t>(sum - lowest) + 1;
    found.confidence = 1.0 - 2.0 * static_cast<double>(so_far) / all;
  }
  return found;
}

OutsideDifferences approximate_outside(std::size_t size, std::size_t of, double confidence) {
  const double z = normal_quantile((1.0 + confidence) / 2.0);
  const auto both = static_cast<double>(size) * static_cast<double>(of - size);
  const double spread = std::sqrt(both * static_cast<double>(of + 1) / 12.0);
  const double count = std::floor(both / 2.0 - 0.5 - z * spread);
  return {count < 0 ? 0 : static_cast<std::uint64_t>(count) + 1, confidence, false};
}

}  // namespace

std::optional<ShiftInterval> shift_interval(std::span<const std::int64_t> values,
                                            std::span<const std::uint8_t> in_group,
                                            double confidence) {
  std::vector<std::int64_t> group;
  std::vector<std::int64_t> rest;
  for (std::size_t i = 0; i < values.size(); ++i) {
    (in_group[i] != 0 ? group : rest).push_back(values[i]);
  }
  if (group.empty() || rest.empty()) return std::nullopt;
  std::ranges::sort(group);
  std::ranges::sort(rest);
  const auto counted = counted_outside(group.size(), values.size(), confidence);
  const OutsideDifferences outside =
      counted ? *counted : approximate_outside(group.size(), values.size(), confidence);
  if (outside.count == 0) return std::nullopt;
  const std::uint64_t all = std::uint64_t{group.size()} * rest.size();
  ShiftInterval found;
  found.lower = difference_at(group, rest, outside.count);
  found.upper = difference_at(group, rest, all + 1 - outside.count);
  found.estimate = static_cast<double>(difference_at(group, rest, (all + 1) / 2) +
                                       difference_at(group, rest, all / 2 + 1)) /
                   2.0;
  found.confidence = outside.confidence;
  found.exact = outside.exact;
  return found;
}

}  // namespace waitlist
