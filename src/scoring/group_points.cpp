#include "scoring/group_points.h"

namespace waitlist {

AnswerWorth answer_worth(const CriterionTable& criterion, const ScoredCase& scored) {
  const Answer answer = scored.answer(criterion.fact);
  if (!answer.known()) return {{}, {}, criterion.unknown, criterion.most};
  const Points number = known_points(criterion, answer, scored.measure_days());
  if (scored.stale_since(criterion.fact)) return {{}, number, number, criterion.most};
  return {number, number, number, number};
}

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
