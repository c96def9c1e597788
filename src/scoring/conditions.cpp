#include "scoring/conditions.h"

#include "policy/answer_rules.h"

namespace waitlist {
namespace {

using Test = ConditionTable::Test;

Truth fact_truth(const ConditionTable& condition, const ScoredCase& scored) {
  const bool stale = scored.stale_since(condition.fact).has_value();
  const AnswerTruth truth =
      answer_truth(condition, scored.answer(condition.fact), scored.measure_days(), stale);
  return {truth.certain, truth.used, truth.possible};
}

/// What is known not to hold.
Truth opposite(const Truth& truth) noexcept { return {!truth.most, !truth.used, !truth.least}; }

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
  return condition.negated ? opposite({certain, possible, possible})
                           : Truth{certain, possible, possible};
}

Truth age_truth_of_rate(const ConditionTable& condition, const UnitAges& ages) noexcept {
  Truth truth = age_truth(condition, ages);
  // What is not known gains nothing; that a child is older counts only where that is known anyway.
  if (!condition.negated) truth.used = truth.least;
  return truth;
}

Truth band_truth(const ConditionTable& condition, const Readings<BandIndex>& bands) noexcept {
  const Truth truth{bands.least <= condition.bound, bands.used <= condition.bound,
                    bands.most <= condition.bound};
  return condition.negated ? opposite(truth) : truth;
}

Truth holds(const WhenTable& when, const ScoredCase& scored) {
  return truth_of(when, [&](const ConditionTable& condition) {
    return condition.test == Test::age ? age_truth(condition, scored.ages)
                                       : fact_truth(condition, scored);
  });
}

Truth holds_of_ceiling(const WhenTable& when, const ScoredCase& scored) {
  return truth_of(when, [&](const ConditionTable& condition) {
    return condition.test == Test::age ? age_truth_of_rate(condition, scored.ages)
                                       : fact_truth(condition, scored);
  });
}

bool holds_on_known(const WhenTable& when, const ScoredCase& scored) {
  ScoredCase fresh = scored;
  fresh.aging = {};
  return holds(when, fresh).least;
}

Truth holds(const WhenTable& when, const ScoredCase& scored, const Readings<BandIndex>& bands) {
  return truth_of(when, [&](const ConditionTable& condition) {
    if (condition.test == Test::band) return band_truth(condition, bands);
    return condition.test == Test::age ? age_truth_of_rate(condition, scored.ages)
                                       : fact_truth(condition, scored);
  });
}

}  // namespace waitlist
