#include <waitlist/base/limits.h>

#include "policy/points_per.h"
#include "policy/scales/scale.h"

#include <algorithm>

namespace waitlist {

bool can_score(const PointsPer& /*scale*/, FactKind kind) noexcept {
  return kind == FactKind::count || kind == FactKind::date;
}

void check_per(const PointsPer& per, Decimal greatest, const PerCheck& check) {
  FaultCollector& to = check.to;
  const auto out_of = [&](const char* key, const std::string& found, const std::string& range) {
    to.add(ErrorCode::out_of_range, check.place, check.field + '.' + key, found, range);
  };
  const std::string most_number = std::to_string(limits::kCountMax);
  bool fits = true;
  if (per.points < Points{-limits::kPointsMax} || per.points > Points{limits::kPointsMax}) {
    out_of("points", to_text(per.points), "points of a step are -1000000 to 1000000");
    fits = false;
  }
  if (per.every <= 0 || per.every > limits::kCountMax) {
    out_of("every", per.every.text(), "a step is above 0 and at most " + most_number);
    fits = false;
  }
  if (per.from < 0 || per.from > limits::kCountMax) {
    out_of("from", per.from.text(), "0 to " + most_number);
    fits = false;
  }
  to.check_points(per.start, check.place, check.field + ".start");
  if (per.at_most) to.check_points(*per.at_most, check.place, check.field + ".at_most");
  if (fits && !per.at_most && !stays_within(per, greatest)) {
    to.add(ErrorCode::missing_name, check.place, check.field + ".at_most", "",
           "an answer of " + greatest.text() +
               " would earn more than 1000000 points: say what it earns at most");
  }
}

void check_scale(const PointsPer& scale, const ScaleCheck& check) {
  check_per(scale, check.greatest, {check.to, check.place, check.field + ".per"});
}

Points most_points(const PointsPer& scale, Decimal greatest) {
  const Points each = std::max(scale.points, -scale.points);
  const bool fits = scale.every > 0 && scale.every <= limits::kCountMax;
  if (!fits || each > Points{limits::kPointsMax}) return {};
  return std::max(earned(scale, 0), earned(scale, greatest));
}

void compile_scale(const PointsPer& scale, const FactSchema& schema, CriterionTable& table) {
  const FactDefinition& fact = schema.fact(table.fact);
  table.per = scale;
  table.decimals = fact.decimals;
}

std::span<const RangePoints> steps_of(const PointsPer& /*scale*/) noexcept { return {}; }

}  // namespace waitlist
