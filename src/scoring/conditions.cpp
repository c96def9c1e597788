#include "scoring/conditions.h"

#include "policy/answer_rules.h"

namespace waitlist {
namespace {

using Test = ConditionTable::Test;

Truth truth(const ConditionTable& condition,
            const ScoredCase& scored,
            const Readings<BandIndex>& bands) {
  if (condition.test == Test::band) return band_truth(condition, bands);
  if (condition.test == Test::age) return age_truth(condition, scored.ages);
  const Answer answer = scored.answer(condition.fact);
  if (!answer.known()) return {false, scored.at_worst == condition.fact, true};
  const bool met = answer_meets(condition, answer, scored.measure_days());
  if (!scored.stale_since(condition.fact)) return {met, met, met};
  return {false, met || scored.at_worst == condition.fact, true};
}

}  // namespace

Truth age_truth(const ConditionTable& condition, const UnitAges& ages) noexcept {
  const bool certain = ages.youngest_known < condition.bound;
  const bool possible = certain || ages.open;
  return {certain, possible, possible};
}

Truth band_truth(const ConditionTable& condition, const Readings<BandIndex>& bands) noexcept {
  return {bands.least <= condition.bound, bands.used <= condition.bound,
          bands.most <= condition.bound};
}

Truth holds(const WhenTable& when, const ScoredCase& scored, const Readings<BandIndex>& bands) {
  Truth all{true, true, true};
  for (const ConditionTable& condition : when.all) {
    const Truth one = truth(condition, scored, bands);
    all = {all.least && one.least, all.used && one.used, all.most && one.most};
  }
  if (when.any.empty()) return all;
  Truth any;
  for (const ConditionTable& condition : when.any) {
    const Truth one = truth(condition, scored, bands);
    any = {any.least || one.least, any.used || one.used, any.most || one.most};
  }
  return {all.least && any.least, all.used && any.used, all.most && any.most};
}

}  // namespace waitlist
