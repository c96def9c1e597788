#include "queue/unit_scores.h"

namespace waitlist {

void score_unit(const CaseTable& cases, const CompiledPolicy& policy, Day as_of, UnitIndex unit,
                std::vector<Scored>& scored) {
  const UnitFacts facts = unit_facts(cases, policy, unit, as_of);
  for (const CaseRow row : facts.ranked) {
    const FactScore fact_score = score_facts(cases, policy, row, facts, as_of);
    scored.push_back({row, unit, score_on(policy, fact_score, facts, as_of)});
  }
}

}  // namespace waitlist
