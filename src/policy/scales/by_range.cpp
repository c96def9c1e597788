#include <waitlist/base/limits.h>

#include "policy/scales/scale.h"

#include <algorithm>

namespace waitlist {

bool can_score(const ByRange& /*scale*/, FactKind kind) noexcept {
  return kind == FactKind::count || kind == FactKind::date;
}

void check_scale(const ByRange& scale, const ScaleCheck& check) {
  FaultCollector& to = check.to;
  const std::vector<RangePoints>& rows = scale.ranges;
  const std::string field = check.field + ".ranges";
  const FactDefinition& fact = check.fact;
  const std::int64_t greatest = fact.kind == FactKind::count ? fact.count_max : limits::kDaysMax;
  if (rows.empty() || rows.size() > limits::kStepsMax || rows.front().from != 0) {
    to.add(ErrorCode::incomplete_cover, rows.empty() ? check.place : rows.front().place, field,
           rows.size() > limits::kStepsMax ? std::to_string(rows.size()) : "",
           "1 to " + std::to_string(limits::kStepsMax) +
               " ranges; the first is `from = 0`, so that every number has points");
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    to.check_points(rows[i].points, rows[i].place, numbered(field, i) + ".points");
    if (i > 0 && rows[i].from <= rows[i - 1].from) {
      to.add(ErrorCode::incomplete_cover, rows[i].place, numbered(field, i) + ".from",
             std::to_string(rows[i].from), "`from` rises strictly");
    }
    if (rows[i].from > greatest) {
      to.add(ErrorCode::out_of_range, rows[i].place, numbered(field, i) + ".from",
             std::to_string(rows[i].from),
             "no answer of " + fact.id + " is above " + std::to_string(greatest));
    }
  }
}

Points most_points(const ByRange& scale) {
  Points most;
  for (const RangePoints& row : scale.ranges) most = std::max(most, row.points);
  return most;
}

void compile_scale(const ByRange& scale, const FactDefinition& fact, CriterionTable& table) {
  table.by_value.resize(fact.levels.size());
  table.ranges = scale.ranges;
}

std::span<const RangePoints> steps_of(const ByRange& scale) noexcept { return scale.ranges; }

}  // namespace waitlist
