#include "scoring/group_points.h"

#include "scoring/pair_answers.h"

#include <algorithm>

namespace waitlist {
namespace {

struct Span {
  Points least = kNoCap;
  Points most;
};

Span span_of(const PairTable<Points>& table, const PlaceRange& first, const PlaceRange& other) {
  Span span;
  table.each(first, other, [&span](Points cell) {
    span.least = std::min(span.least, cell);
    span.most = std::max(span.most, cell);
  });
  return span;
}

/// Of two answers: what is not known may be any of what is possible, and counts as unknown answers
/// do, but within what is possible.
AnswerWorth pair_worth(const CriterionTable& criterion, const ScoredCase& scored) {
  const PairAnswers answers = pair_answers(*criterion.pair, scored);
  const Span told = span_of(*criterion.pair, answers.first.told, answers.other.told);
  const Span open = span_of(*criterion.pair, answers.first.open, answers.other.open);
  const Points full =
      answers.known() ? told.least : std::clamp(criterion.unknown, told.least, told.most);
  return {open.least, told.least, full, open.most};
}

}  // namespace

AnswerWorth answer_worth(const CriterionTable& criterion, const ScoredCase& scored) {
  if (criterion.pair) return pair_worth(criterion, scored);
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
