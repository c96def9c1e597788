#include "policy/when_implies.h"

#include <algorithm>
#include <tuple>

namespace waitlist {
namespace {

/// Of two that differ in their bounds, markers and negation at most.
bool plainly_implies(const ConditionTable& one, const ConditionTable& other) {
  using Test = ConditionTable::Test;
  switch (one.test) {
    case Test::level:
    case Test::number:
    case Test::marker_count:
      return one.bound >= other.bound && one.to <= other.to && (!one.no_meets || other.no_meets);
    case Test::any_marker:
    case Test::any_level: return (one.markers & ~other.markers) == 0;
    case Test::within:
    case Test::within_months:
      return one.older ? one.bound >= other.bound : one.bound <= other.bound;
    case Test::age:
    case Test::band: return one.bound <= other.bound;
    case Test::not_known: return true;
  }
  return false;
}

bool implies(const ConditionTable& one, const ConditionTable& other) {
  const bool alike = one.test == other.test && one.fact == other.fact && one.older == other.older &&
                     one.to_as_of == other.to_as_of && one.negated == other.negated;
  if (!alike) return false;
  const auto& [narrow, wide] = one.negated ? std::tie(other, one) : std::tie(one, other);
  return plainly_implies(narrow, wide);
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
