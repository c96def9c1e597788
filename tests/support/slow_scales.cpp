#include "support/slow_scales.h"

#include <algorithm>
#include <numeric>

namespace waitlist::slow_oracle {
namespace {

std::int64_t share_numerator(UnknownShare share) { return share == UnknownShare::none ? 0 : 1; }

std::int64_t share_denominator(UnknownShare share) {
  return share == UnknownShare::third ? 3 : share == UnknownShare::half ? 2 : 1;
}

}  // namespace

std::int64_t in_range(const ByRange& scale, std::int64_t number) {
  std::int64_t points = 0;
  for (const RangePoints& row : scale.ranges) {
    if (row.from <= number) points = row.points.count();
  }
  return points;
}

std::int64_t most_of(const CriterionRule& rule) {
  std::int64_t most = 0;
  if (const auto* levels = std::get_if<ByLevel>(&rule.scale)) {
    for (const LevelPoints& row : levels->levels) most = std::max(most, row.points.count());
  } else if (const auto* ranges = std::get_if<ByRange>(&rule.scale)) {
    for (const RangePoints& row : ranges->ranges) most = std::max(most, row.points.count());
  } else {
    const auto& markers = std::get<ByMarker>(rule.scale);
    for (const LevelPoints& row : markers.markers) most += row.points.count();
    if (markers.maximum) most = std::min(most, markers.maximum->count());
  }
  return most;
}

std::int64_t unknown_of(const CriterionRule& rule, const UnknownRule& unknown) {
  if (rule.unknown) return rule.unknown->count();
  const UnknownShare share = rule.critical ? unknown.critical_share : unknown.share;
  std::int64_t whole = 0;
  while (whole * 1000 * share_denominator(share) < most_of(rule) * share_numerator(share)) {
    ++whole;
  }
  return std::min(most_of(rule), whole * 1000);
}

std::int64_t combined(const GroupRule& group, const std::vector<std::int64_t>& numbers) {
  if (numbers.empty()) return 0;
  const std::int64_t sum = std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
  const std::int64_t highest = *std::ranges::max_element(numbers);
  std::int64_t value = sum;
  if (group.combine == Combine::highest) value = highest;
  if (group.combine == Combine::highest_plus_half_of_rest) value = highest + (sum - highest) / 2;
  return group.cap ? std::min(value, group.cap->count()) : value;
}

}  // namespace waitlist::slow_oracle
