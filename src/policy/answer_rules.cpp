#include "policy/answer_rules.h"

#include "policy/points_per.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace waitlist {
namespace {

Points range_points(const std::vector<RangeTable>& ranges, std::int64_t number) {
  const auto after = std::ranges::upper_bound(ranges, number, {}, &RangeTable::from);
  return std::prev(after)->points;  // the first range is from 0 and no number is below
}

}  // namespace

Points combined(Combine combine, Points sum, Points highest) noexcept {
  switch (combine) {
    case Combine::sum: return sum;
    case Combine::highest: return highest;
    case Combine::highest_plus_half_of_rest: return highest + Points{(sum - highest).count() / 2};
  }
  return {};
}

Points known_points(const CriterionTable& criterion, Answer answer, const MeasureDays& days) {
  if (!answer.given()) return {};
  switch (criterion.kind) {
    case FactKind::choice: return criterion.by_value[answer.value()];
    case FactKind::count:
      if (criterion.per) {
        return earned(*criterion.per, Decimal::of_units(answer.value(), criterion.decimals));
      }
      return range_points(criterion.ranges, answer.value());
    case FactKind::date: {
      const std::int64_t since =
          completed(criterion.unit, answer.day(), days.day(criterion.to_as_of));
      return criterion.per ? earned(*criterion.per, since) : range_points(criterion.ranges, since);
    }
    case FactKind::checklist: break;
  }
  Points sum;
  for (std::size_t marker = 0; marker < criterion.by_value.size(); ++marker) {
    if ((answer.value() >> marker & 1U) != 0) sum += criterion.by_value[marker];
  }
  return std::min(sum, criterion.maximum);
}

bool answer_meets(const ConditionTable& condition, Answer answer, const MeasureDays& days) {
  if (!answer.given()) return false;
  switch (condition.test) {
    case ConditionTable::Test::level:
    case ConditionTable::Test::number: return std::int64_t{answer.value()} >= condition.bound;
    case ConditionTable::Test::marker_count: return answer.marker_count() >= condition.bound;
    case ConditionTable::Test::any_marker: return (answer.value() & condition.markers) != 0;
    case ConditionTable::Test::within:
      return (days.day(condition.to_as_of) - answer.day()).count() <= condition.bound;
    case ConditionTable::Test::age:
    case ConditionTable::Test::band: break;
  }
  return false;
}

}  // namespace waitlist
