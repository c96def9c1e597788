#include "scoring/standing.h"

#include "scoring/pair_answers.h"

#include <algorithm>

namespace waitlist {

FloorHold floor_hold(const FloorTable& floor, const Truth& holds) noexcept {
  const auto band_if = [&floor](bool held) {
    return held ? std::optional{floor.band} : std::nullopt;
  };
  return {band_if(holds.least), band_if(holds.used), band_if(holds.most)};
}

FloorHold floor_hold(const FloorTable& floor, const ScoredCase& scored) {
  if (!floor.pair) return floor_hold(floor, holds(floor.when, scored));
  const auto& table = *floor.pair;
  const PairAnswers answers = pair_answers(table, scored);
  FloorHold hold;
  if (answers.known()) {
    hold.used = table.at(answers.first.told.first, answers.other.told.first);
  }
  if (answers.fresh()) hold.least = hold.used;
  table.each(answers.first.open, answers.other.open, [&hold](const std::optional<BandIndex>& cell) {
    if (cell && (!hold.most || *cell < *hold.most)) hold.most = cell;
  });
  return hold;
}

BandLimits band_limits(const ScoredCase& scored) {
  BandLimiter limiter{scored.tables};
  for (const FloorTable& rule : scored.tables.floors) limiter.note(rule, floor_hold(rule, scored));
  for (const CeilingTable& rule : scored.tables.ceilings) {
    if (rule.band) limiter.note_ceiling(*rule.band, holds_of_ceiling(rule.when, scored));
  }
  return limiter.limits(cannot_tell(scored));
}

bool cannot_tell(const ScoredCase& scored) noexcept {
  const auto& rule = scored.tables.cannot_tell;
  return rule && std::ranges::any_of(rule->facts, [&scored](FactIndex fact) {
           return !scored.supposes(fact) && !scored.answer(fact).known();
         });
}

Day decision_end(const ManagerDecision& decision, const PolicyTables& tables) {
  return std::min(decision.expires_on, decision.made_on + tables.policy.decisions.longest);
}

const ManagerDecision* decision_in_force(const CaseTable& cases,
                                         const PolicyTables& tables,
                                         CaseRow row,
                                         Day as_of) {
  const ManagerDecision* decision = cases.decision(row);
  if (decision == nullptr || as_of < decision->made_on || as_of >= decision->expires_on) {
    return nullptr;
  }
  return as_of - decision->made_on < tables.policy.decisions.longest ? decision : nullptr;
}

BandIndex decided_band(const ManagerDecision& decision,
                       BandIndex decided,
                       BandIndex band,
                       BandIndex floor) {
  if (decision.direction == DecisionDirection::raise) return std::min(band, decided);
  return std::max(band, std::min(decided, floor));
}

BandIndex promoted_band(const PolicyTables& tables, BandIndex band, Days waited) {
  if (!tables.policy.promotion || band <= tables.promotion_limit) return band;
  const auto& after = tables.policy.promotion->after_days;
  const auto steps = std::ranges::upper_bound(after, waited) - after.begin();
  return BandIndex{std::max<std::ptrdiff_t>(tables.promotion_limit, band - steps)};
}

bool must_allocate_holds(const PolicyTables& tables,
                         Days waited,
                         const std::optional<Day>& filing_date,
                         Day as_of) {
  if (!tables.policy.must_allocate) return false;
  const MustAllocateRule& rule = *tables.policy.must_allocate;
  if (rule.waiting && waited >= *rule.waiting) return true;
  return rule.before_filing && filing_date && *filing_date - as_of <= *rule.before_filing;
}

void place_in_tier(const CompiledPolicy& policy,
                   const FactScore& facts,
                   const UnitFacts& unit,
                   Day as_of,
                   Score& score) {
  const PolicyTables& tables = policy.tables();
  score.waited = unit.waited;
  score.filing_date = unit.filing_date;
  score.band = promoted_band(tables, facts.band_used, unit.waited);
  score.band_least = promoted_band(tables, facts.band_least, unit.waited);
  score.band_most = promoted_band(tables, facts.band_most, unit.waited);
  score.must_allocate = must_allocate_holds(tables, unit.waited, unit.filing_date, as_of);
  score.tier = policy.tier(score.band, score.must_allocate);
}

}  // namespace waitlist
