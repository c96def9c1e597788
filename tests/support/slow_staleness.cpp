#include "support/slow_staleness.h"

namespace waitlist::slow_oracle {

bool is_stale(const Case& one,
              const Policy& policy,
              const FactSchema& schema,
              const std::string& fact,
              Day as_of) {
  if (!one.answers[*schema.find(fact)].known()) return false;
  for (const CriterionRule& rule : policy.criteria) {
    const auto* by = std::get_if<ByTwoFacts>(&rule.scale);
    const bool scores = rule.fact == fact || (by != nullptr && by->table.other == fact);
    if (!scores || !rule.valid) continue;
    for (const AnswerRecord& record : one.records) {
      if (schema.fact(record.fact).id != fact || !record.received_on) continue;
      if ((as_of - *record.received_on).count() > rule.valid->count()) return true;
    }
  }
  return false;
}

}  // namespace waitlist::slow_oracle
