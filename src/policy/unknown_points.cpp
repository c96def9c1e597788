#include "policy/points_per.h"
#include "policy/policy_faults.h"
#include "policy/scales/scale.h"

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

}  // namespace

Decimal greatest_number(const CriterionRule& rule, const FactDefinition& fact) {
  if (fact.kind == FactKind::date) return most_completed(rule.unit);
  return Decimal::of_units(fact.count_max, fact.decimals);
}

Points most_points(const CriterionRule& rule, const FactDefinition& fact) {
  const Decimal greatest = greatest_number(rule, fact);
  return std::visit([greatest](const auto& scale) { return most_points(scale, greatest); },
                    rule.scale);
}

Points unknown_points(const CriterionRule& rule,
                      const FactDefinition& fact,
                      const UnknownRule& unknown) {
  if (rule.unknown) return *rule.unknown;
  const Points most = most_points(rule, fact);
  const Fraction share = share_of(rule.critical ? unknown.critical_share : unknown.share);
  const std::int64_t whole = share.under * whole_points(1).count();
  return std::min(most, whole_points((most.count() * share.over + whole - 1) / whole));
}

}  // namespace waitlist
