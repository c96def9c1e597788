#include "scoring/group_points.h"

#include <iterator>
#include <vector>

namespace waitlist {
namespace {

Points range_points(const std::vector<RangePoints>& ranges, std::int64_t number) {
  const auto after = std::ranges::upper_bound(ranges, number, {}, &RangePoints::from);
  return std::prev(after)->points;  // the first range is from 0 and no number is below
}

}  // namespace

Points known_points(const CriterionTable& criterion, Answer answer, Day listed_on) {
  if (!answer.given()) return {};
  switch (criterion.kind) {
    case FactKind::choice: return criterion.by_value[answer.value()];
    case FactKind::count: return range_points(criterion.ranges, answer.value());
    case FactKind::date: {
      const std::int64_t days = (listed_on - answer.day()).count();
      return range_points(criterion.ranges, std::max<std::int64_t>(days, 0));
    }
    case FactKind::checklist: break;
  }
  Points sum;
  for (std::size_t marker = 0; marker < criterion.by_value.size(); ++marker) {
    if ((answer.value() >> marker & 1U) != 0) sum += criterion.by_value[marker];
  }
  return std::min(sum, criterion.maximum);
}

GroupPoints read_group(const GroupTable& group, const ScoredCase& scored) {
  return read_group(group, scored, [](Points) {});
}

}  // namespace waitlist
