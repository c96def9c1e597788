#include "queue/unit_scores.h"

#include <algorithm>

namespace waitlist {

void score_unit(const CaseTable& cases, const CompiledPolicy& policy, Day as_of, UnitIndex unit,
                std::vector<Scored>& scored) {
  const UnitFacts facts = unit_facts(cases, policy, unit, as_of);
  for (const CaseRow row : facts.ranked) {
    const FactScore fact_score = score_facts(cases, policy, row, facts, as_of);
    scored.push_back({row, unit, score_on(policy, fact_score, facts, as_of)});
  }
}

void score_unit(const CaseTable& cases,
                const CompiledPolicy& policy,
                Day as_of,
                UnitIndex unit,
                ContributionKeeper& keeper,
                std::vector<Scored>& scored) {
  const UnitFacts facts = unit_facts(cases, policy, unit, as_of);
  for (const CaseRow row : facts.ranked) {
    scored.push_back({row, unit, keeper.score(cases, row, facts, as_of)});
  }
  for (const CaseRow row : cases.members(unit)) {
    if (std::ranges::find(facts.ranked, row) == facts.ranked.end()) keeper.leave_out(row);
  }
}

}  // namespace waitlist
