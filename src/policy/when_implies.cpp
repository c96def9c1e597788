#include "policy/when_implies.h"

#include <algorithm>

namespace waitlist {
namespace {

bool implies(const ConditionTable& one, const ConditionTable& other) {
  using Test = ConditionTable::Test;
  if (one == other) return true;
  ConditionTable same_bound = one;
  same_bound.bound = other.bound;
  same_bound.markers = other.markers;
  if (same_bound != other) return false;
  const bool at_least =
      one.test == Test::level || one.test == Test::number || one.test == Test::marker_count;
  const bool at_most = one.test == Test::within || one.test == Test::age || one.test == Test::band;
  if (at_least) return one.bound >= other.bound;
  if (at_most) return one.bound <= other.bound;
  return one.test == Test::any_marker && (one.markers & ~other.markers) == 0;
}

bool any_implies(const std::vector<ConditionTable>& from, const ConditionTable& other) {
  return std::ranges::any_of(from,
                             [&other](const ConditionTable& one) { return implies(one, other); });
}

}  // namespace

bool implies(const WhenTable& when, const WhenTable& then) {
  const auto follows = [&when](const ConditionTable& other) {
    const bool from_any =
        !when.any.empty() && std::ranges::all_of(when.any, [&other](const ConditionTable& one) {
          return implies(one, other);
        });
    return from_any || any_implies(when.all, other);
  };
  if (!std::ranges::all_of(then.all, follows)) return false;
  if (then.any.empty() || std::ranges::any_of(then.any, follows)) return true;
  return !when.any.empty() && std::ranges::all_of(when.any, [&then](const ConditionTable& one) {
    return std::ranges::any_of(then.any,
                               [&one](const ConditionTable& other) { return implies(one, other); });
  });
}

}  // namespace waitlist
