#include "policy/scales/level_rows.h"

#include <algorithm>

namespace waitlist {

bool can_score(const ByMarker& /*scale*/, FactKind kind) noexcept {
  return kind == FactKind::checklist;
}

void check_scale(const ByMarker& scale, const ScaleCheck& check) {
  check_level_rows(scale.markers, check, check.field + ".markers");
  if (scale.maximum) {
    check.to.check_points(*scale.maximum, check.place, check.field + ".maximum");
  }
}

Points most_points(const ByMarker& scale, Decimal /*greatest*/) {
  Points sum;
  for (const LevelPoints& row : scale.markers) sum += row.points;
  return scale.maximum ? std::min(sum, *scale.maximum) : sum;
}

void compile_scale(const ByMarker& scale, const FactSchema& schema, CriterionTable& table) {
  const FactDefinition& fact = schema.fact(table.fact);
  table.by_value = points_by_level(scale.markers, fact);
  table.maximum = scale.maximum.value_or(kNoCap);
}

std::span<const RangePoints> steps_of(const ByMarker& /*scale*/) noexcept { return {}; }

}  // namespace waitlist
