#include "witness/same_bands.h"

#include "policy/policy_tables.h"

#include <algorithm>

namespace waitlist {
namespace {

bool same_when(const WhenTable& one, const WhenTable& other) {
  return one.all == other.all && one.any == other.any;
}

bool same_floor(const FloorTable& one, const FloorTable& other) {
  if (one.band != other.band || one.whatever_else != other.whatever_else) return false;
  if (one.pair.has_value() != other.pair.has_value()) return false;
  if (!one.pair) return same_when(one.when, other.when);
  return one.pair->first.fact == other.pair->first.fact &&
         one.pair->other.fact == other.pair->other.fact && one.pair->cells == other.pair->cells;
}

bool same_ceiling(const CeilingTable& one, const CeilingTable& other) {
  return one.band == other.band && one.group == other.group && one.at_most == other.at_most &&
         same_when(one.when, other.when);
}

bool same_band(const BandRule& one, const BandRule& other) {
  return one.id == other.id && one.from == other.from;
}

bool same_untold(const PolicyTables& one, const PolicyTables& other) {
  if (one.cannot_tell.has_value() != other.cannot_tell.has_value()) return false;
  return !one.cannot_tell || (one.cannot_tell->band == other.cannot_tell->band &&
                              one.cannot_tell->facts == other.cannot_tell->facts);
}

bool same_promotion(const PolicyTables& one, const PolicyTables& other) {
  const auto& first = one.policy.promotion;
  const auto& second = other.policy.promotion;
  if (first.has_value() != second.has_value()) return false;
  return !first ||
         (first->after_days == second->after_days && one.promotion_limit == other.promotion_limit);
}

bool same_must_allocate(const PolicyTables& one, const PolicyTables& other) {
  const auto& first = one.policy.must_allocate;
  const auto& second = other.policy.must_allocate;
  if (first.has_value() != second.has_value()) return false;
  return !first ||
         (first->waiting == second->waiting && first->before_filing == second->before_filing &&
          one.must_allocate_below == other.must_allocate_below);
}

AgeAt age_at(const PolicyTables& tables) {
  return tables.policy.age ? tables.policy.age->at : AgeAt::listed;
}

}  // namespace

bool has_same_bands(const CompiledPolicy& one, const CompiledPolicy& other) {
  const PolicyTables& a = one.tables();
  const PolicyTables& b = other.tables();
  return std::ranges::equal(a.policy.bands, b.policy.bands, same_band) &&
         std::ranges::equal(a.floors, b.floors, same_floor) &&
         std::ranges::equal(a.ceilings, b.ceilings, same_ceiling) && same_untold(a, b) &&
         same_promotion(a, b) && same_must_allocate(a, b) && age_at(a) == age_at(b);
}

}  // namespace waitlist
