// Which pairs of answers to two facts are possible for a case.
#pragma once

#include "policy/pair_table.h"
#include "scoring/scored_case.h"

namespace waitlist {

/// What is possible of the answer to one of them.
struct SideAnswers {
  PlaceRange told;  ///< a stale answer is what it says
  PlaceRange open;  ///< a stale answer may be any
  bool known = false;
  bool fresh = false;  ///< known, and not stale
};

struct PairAnswers {
  SideAnswers first, other;

  [[nodiscard]] bool known() const noexcept { return first.known && other.known; }

  [[nodiscard]] bool fresh() const noexcept { return first.fresh && other.fresh; }
};

[[nodiscard]] inline SideAnswers side_answers(const PairSide& side, const ScoredCase& scored) {
  const Answer answer = scored.answer(side.fact);
  if (!answer.known()) return {side.all(), side.all()};
  const PlaceRange only = PairSide::only(answer);
  if (scored.stale_since(side.fact)) return {only, side.all(), true};
  return {only, only, true, true};
}

template <class Cell>
[[nodiscard]] PairAnswers pair_answers(const PairTable<Cell>& table, const ScoredCase& scored) {
  return {side_answers(table.first, scored), side_answers(table.other, scored)};
}

}  // namespace waitlist
