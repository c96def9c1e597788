#include "scoring/conditions.h"

#include "policy/answer_rules.h"

namespace waitlist {
namespace {

using Test = ConditionTable::Test;

constexpr TruthBits bits(bool least, bool used, bool most) {
  return static_cast<TruthBits>((least ? kTrueInLeast : 0) | (used ? kTrueInUsed : 0) |
                                (most ? kTrueInMost : 0));
}

TruthBits truth_of_answer(const ConditionTable& condition, const ScoredCase& scored) {
  const Answer answer = scored.answer(condition.fact);
  if (!answer.known()) return bits(false, scored.at_worst == condition.fact, true);
  const bool met = answer_meets(condition, answer, scored.cases.listed_on(scored.row));
  return met ? kTrueInAll : 0;
}

TruthBits truth(const ConditionTable& condition,
                const ScoredCase& scored,
                const Readings<BandIndex>& bands) {
  if (condition.test == Test::band) {
    return bits(bands.least <= condition.bound, bands.used <= condition.bound,
                bands.most <= condition.bound);
  }
  if (condition.test == Test::age) {
    const bool certain = scored.ages.youngest_known < condition.bound;
    const bool possible = certain || scored.ages.open;
    return bits(certain, possible, possible);
  }
  const AnswerCode code = scored.answers.codes(scored.row)[condition.fact];
  const bool told = code < condition.codes.told && scored.at_worst != condition.fact;
  return told ? scored.tables.codes.truth(condition.codes, code)
              : truth_of_answer(condition, scored);
}

}  // namespace

Truth holds(const WhenTable& when, const ScoredCase& scored, const Readings<BandIndex>& bands) {
  TruthBits holds = kTrueInAll;
  for (const ConditionTable& condition : when.all) holds &= truth(condition, scored, bands);
  if (!when.any.empty()) {
    TruthBits any = 0;
    for (const ConditionTable& condition : when.any) any |= truth(condition, scored, bands);
    holds &= any;
  }
  return {(holds & kTrueInLeast) != 0, (holds & kTrueInUsed) != 0, (holds & kTrueInMost) != 0};
}

}  // namespace waitlist
