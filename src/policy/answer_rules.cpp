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

namespace {

/// Of a given answer to its fact.
bool given_meets(const ConditionTable& condition, Answer answer, const MeasureDays& days) {
  const auto between = [&condition](std::int64_t number) {
    return condition.bound <= number && number <= condition.to;
  };
  switch (condition.test) {
    case ConditionTable::Test::level:
    case ConditionTable::Test::number: return between(answer.value());
    case ConditionTable::Test::marker_count: return between(answer.marker_count());
    case ConditionTable::Test::any_marker: return (answer.value() & condition.markers) != 0;
    case ConditionTable::Test::any_level: return (condition.markers >> answer.value() & 1U) != 0;
    case ConditionTable::Test::within: {
      const Days since = days.day(condition.to_as_of) - answer.day();
      return (since.count() <= condition.bound) != condition.older;
    }
    case ConditionTable::Test::within_months: {
      const auto last = day_of_age(answer.day(), Months{condition.bound});
      return (!last || days.day(condition.to_as_of) <= *last) != condition.older;
    }
    case ConditionTable::Test::not_known:
    case ConditionTable::Test::age:
    case ConditionTable::Test::band: break;
  }
  return false;
}

}  // namespace

AnswerTruth answer_truth(const ConditionTable& condition,
                         Answer answer,
                         const MeasureDays& days,
                         bool stale) {
  const bool known = answer.known();
  if (condition.test == ConditionTable::Test::not_known) {
    // What is not known may become known, and what is known does not become unknown.
    if (condition.negated) return {known, known, true};
    return {false, !known, !known};
  }
  if (!known) return {false, false, true};
  const bool plain = answer.given() ? given_meets(condition, answer, days) : condition.no_meets;
  const bool met = plain != condition.negated;
  return {met && !stale, met, met || stale};
}

}  // namespace waitlist
