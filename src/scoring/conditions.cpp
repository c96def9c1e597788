#include "scoring/conditions.h"

#include "policy/answer_rules.h"

namespace waitlist {
namespace {

using Test = ConditionTable::Test;

Truth answer_truth(const ConditionTable& condition, const ScoredCase& scored) {
  const Answer answer = scored.answer(condition.fact);
  if (scored.supposes(condition.fact)) {
    const bool worst = scored.supposed->at_worst;
    return {worst, worst, worst};
  }
  if (!answer.known()) return {false, false, true};
  const bool met = answer_meets(condition, answer, scored.measure_days());
  if (!scored.stale_since(condition.fact)) return {met, met, met};
  return {false, met, true};
}

template <class TruthOf>
Truth truth_of(const WhenTable& when, TruthOf truth) {
  Truth all{true, true, true};
  for (const ConditionTable& condition : when.all) {
    const Truth one = truth(condition);
    all = {all.least && one.least, all.used && one.used, all.most && one.most};
  }
  if (when.any.empty()) return all;
  Truth any;
  for (const ConditionTable& condition : when.any) {
    const Truth one = truth(condition);
    any = {any.least || one.least, any.used || one.used, any.most || one.most};
  }
  return {all.least && any.least, all.used && any.used, all.most && any.most};
}

}  // namespace

Truth age_truth(const ConditionTable& condition, const UnitAges& ages) noexcept {
  const bool certain = ages.youngest_known < condition.bound;
  const bool possible = certain || ages.open;
  return {certain, possible, possible};
}

Truth age_truth_of_rate(const ConditionTable& condition, const UnitAges& ages) noexcept {
  const bool certain = ages.youngest_known < condition.bound;
  return {certain, certain, certain || ages.open};
}

Truth band_truth(const ConditionTable& condition, const Readings<BandIndex>& bands) noexcept {
  return {bands.least <= condition.bound, bands.used <= condition.bound,
          bands.most <= condition.bound};
}

Truth holds(const WhenTable& when, const ScoredCase& scored) {
  return truth_of(when, [&](const ConditionTable& condition) {
    return condition.test == Test::age ? age_truth(condition, scored.ages)
                                       : answer_truth(condition, scored);
  });
}

Truth holds_of_ceiling(const WhenTable& when, const ScoredCase& scored) {
  return truth_of(when, [&](const ConditionTable& condition) {
    return condition.test == Test::age ? age_truth_of_rate(condition, scored.ages)
                                       : answer_truth(condition, scored);
  });
}

Truth holds(const WhenTable& when, const ScoredCase& scored, const Readings<BandIndex>& bands) {
  return truth_of(when, [&](const ConditionTable& condition) {
    if (condition.test == Test::band) return band_truth(condition, bands);
    return condition.test == Test::age ? age_truth_of_rate(condition, scored.ages)
                                       : answer_truth(condition, scored);
  });
}

}  // namespace waitlist
