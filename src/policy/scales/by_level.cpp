#include "policy/scales/level_rows.h"

#include <algorithm>

namespace waitlist {

bool can_score(const ByLevel& /*scale*/, FactKind kind) noexcept {
  return kind == FactKind::choice;
}

void check_scale(const ByLevel& scale, const ScaleCheck& check) {
  check_level_rows(scale.levels, check, check.field + ".levels");
}

Points most_points(const ByLevel& scale, Decimal /*greatest*/) {
  Points most;
  for (const LevelPoints& row : scale.levels) most = std::max(most, row.points);
  return most;
}

void compile_scale(const ByLevel& scale, const FactSchema& schema, CriterionTable& table) {
  const FactDefinition& fact = schema.fact(table.fact);
  table.by_value = points_by_level(scale.levels, fact);
}

std::span<const RangePoints> steps_of(const ByLevel& /*scale*/) noexcept { return {}; }

}  // namespace waitlist
