#include "policy/scales/scale.h"
#include "policy/two_fact_faults.h"

#include <algorithm>

namespace waitlist {

bool can_score(const ByTwoFacts& /*scale*/, FactKind kind) noexcept {
  return kind == FactKind::choice;
}

void check_scale(const ByTwoFacts& scale, const ScaleCheck& check) {
  check_table(TwoFactCheck{check.to, check.fact.id, check.place, check.field}, scale.table,
              [&check](Points points, TextPlace place, const std::string& field) {
                check.to.check_points(points, place, field);
              });
}

Points most_points(const ByTwoFacts& scale, Decimal /*greatest*/) {
  Points most;
  for (const TwoFactRow<Points>& row : scale.table.rows) {
    for (const Points points : row.cells) most = std::max(most, points);
  }
  return most;
}

void compile_scale(const ByTwoFacts& scale, const FactSchema& schema, CriterionTable& table) {
  const FactIndex other = *schema.find(scale.table.other);
  table.pair = pair_table(table.fact, other, scale.table, schema, Points{},
                          [](Points points) { return points; });
}

std::span<const RangePoints> steps_of(const ByTwoFacts& /*scale*/) noexcept { return {}; }

}  // namespace waitlist
