#include "policy/policy_faults.h"

#include <algorithm>

namespace waitlist {
namespace {

struct Fraction {
  std::int64_t over = 0;
  std::int64_t under = 1;
};

Fraction share_of(UnknownShare share) {
  switch (share) {
    case UnknownShare::none: return {0, 1};
    case UnknownShare::third: return {1, 3};
    case UnknownShare::half: return {1, 2};
    case UnknownShare::all: return {1, 1};
  }
  return {};
}

template <class Rows>
Points highest(const Rows& rows) {
  Points best;
  for (const auto& row : rows) best = std::max(best, row.points);
  return best;
}

}  // namespace

Points most_points(const CriterionRule& rule) {
  if (const auto* levels = std::get_if<ByLevel>(&rule.scale)) return highest(levels->levels);
  if (const auto* ranges = std::get_if<ByRange>(&rule.scale)) return highest(ranges->ranges);
  const auto& by_marker = std::get<ByMarker>(rule.scale);
  Points sum;
  for (const LevelPoints& marker : by_marker.markers) sum += marker.points;
  return by_marker.maximum ? std::min(sum, *by_marker.maximum) : sum;
}

Points unknown_points(const CriterionRule& rule, const UnknownRule& unknown) {
  if (rule.unknown) return *rule.unknown;
  const Points most = most_points(rule);
  const Fraction share = share_of(rule.critical ? unknown.critical_share : unknown.share);
  const std::int64_t whole = share.under * whole_points(1).count();
  return std::min(most, whole_points((most.count() * share.over + whole - 1) / whole));
}

}  // namespace waitlist
