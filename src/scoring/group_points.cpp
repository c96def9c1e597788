#include "scoring/group_points.h"

namespace waitlist {

GroupPoints read_group(const GroupTable& group, const ScoredCase& scored) {
  return read_group(group, scored, [](Points) {});
}

Readings<Points> group_ceiling(const GroupTable& group, const ScoredCase& scored) {
  GroupLimiter limiter;
  for (const std::uint16_t index : group.ceilings) {
    const CeilingTable& rule = scored.tables.ceilings[index];
    limiter.note(rule.at_most, holds_of_ceiling(rule.when, scored));
  }
  return limiter.left();
}

}  // namespace waitlist
