#include "scoring/unit_ages.h"

#include "base/civil_day.h"

#include <algorithm>

namespace waitlist {
namespace {

Points points_at(const AgeRule& rule, std::int64_t months) {
  for (const AgePoints& row : rule.points) {
    if (months < row.under.count()) return row.points;
  }
  return {};
}

/// Points for children under the limit, the youngest one not counted.
Points further_points(const AgeRule& rule, std::int64_t under_limit) {
  if (!rule.further_children || under_limit < 2) return {};
  const FurtherChildren& further = *rule.further_children;
  return std::min(further.points * (under_limit - 1), further.maximum);
}

}  // namespace

UnitAges unit_ages(const CaseTable& cases,
                   const PolicyTables& tables,
                   std::span<const CaseRow> ranked,
                   Day as_of) {
  const AgeRule* rule = tables.policy.age ? &*tables.policy.age : nullptr;
  const bool at_listing = rule == nullptr || rule->at == AgeAt::listed;
  UnitAges ages;
  std::int64_t unknown = 0;
  std::int64_t known_under_limit = 0;
  Points best_known;
  for (const CaseRow row : ranked) {
    const Day day = at_listing ? cases.listed_on(row) : as_of;
    const CivilDay on{day};
    const auto children = cases.children(row);
    if (children.empty()) ++unknown;
    for (const Child& child : children) {
      if (!child.born) {
        ++unknown;
        continue;
      }
      const std::int64_t months =
          *child.born <= day ? completed_months(CivilDay{*child.born}, on) : 0;
      ages.youngest_known = std::min(ages.youngest_known, months);
      if (rule == nullptr) continue;
      best_known = std::max(best_known, points_at(*rule, months));
      if (rule->further_children && months < rule->further_children->under.count()) {
        ++known_under_limit;
      }
    }
  }
  ages.open = unknown > 0;
  if (rule == nullptr) return ages;
  ages.least = ages.open ? std::max(best_known, tables.age_fewest) : best_known;
  ages.least += further_points(*rule, known_under_limit);
  ages.used = ages.open ? std::max(best_known, points_at(*rule, 0)) : best_known;
  ages.used_further = further_points(*rule, known_under_limit + unknown);
  ages.most = ages.open ? std::max(best_known, tables.age_most) : best_known;
  ages.most += ages.used_further;
  ages.used += ages.used_further;
  return ages;
}

UnitAges youngest_supposed(const UnitAges& ages) noexcept {
  UnitAges supposed = ages;
  supposed.open = false;
  supposed.youngest_known = 0;
  supposed.least = supposed.most = supposed.used;
  return supposed;
}

UnitAges oldest_supposed(const UnitAges& ages) noexcept {
  UnitAges supposed = ages;
  supposed.open = false;
  supposed.used = supposed.most = supposed.least;
  return supposed;
}

UnitAges dearest_supposed(const UnitAges& ages) noexcept {
  UnitAges supposed = ages;
  supposed.open = false;
  supposed.least = supposed.used = supposed.most;
  return supposed;
}

}  // namespace waitlist
