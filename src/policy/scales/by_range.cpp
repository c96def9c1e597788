#include <waitlist/base/limits.h>

#include "cases/number_words.h"
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
  if (rows.empty() || rows.front().from != 0) {
    to.add(ErrorCode::incomplete_cover, rows.empty() ? check.place : rows.front().place, field, "",
           "1 or more ranges; the first is `from = 0`, so that every number has points");
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    to.check_points(rows[i].points, rows[i].place, numbered(field, i) + ".points");
    if (i > 0 && rows[i].from <= rows[i - 1].from) {
      to.add(ErrorCode::incomplete_cover, rows[i].place, numbered(field, i) + ".from",
             rows[i].from.text(), "`from` rises strictly");
    }
    const auto from = number_of(fact, rows[i].from);
    if (!from) {
      to.add(ErrorCode::not_exact, rows[i].place, numbered(field, i) + ".from", rows[i].from.text(),
             more_decimals(fact));
    } else if (*from > greatest) {
      to.add(ErrorCode::out_of_range, rows[i].place, numbered(field, i) + ".from",
             rows[i].from.text(),
             "no answer of " + fact.id + " is above " + number_text(fact, greatest));
    }
  }
}

Points most_points(const ByRange& scale, Decimal /*greatest*/) {
  Points most;
  for (const RangePoints& row : scale.ranges) most = std::max(most, row.points);
  return most;
}

void compile_scale(const ByRange& scale, const FactSchema& schema, CriterionTable& table) {
  const FactDefinition& fact = schema.fact(table.fact);
  table.by_value.resize(fact.levels.size());
  for (const RangePoints& row : scale.ranges) {
    table.ranges.push_back({number_of(fact, row.from).value_or(0), row.points});
  }
}

std::span<const RangePoints> steps_of(const ByRange& scale) noexcept { return scale.ranges; }

}  // namespace waitlist
