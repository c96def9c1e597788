#include <algorithm>
#include <tuple>

#include "scoring/explained_case.h"
#include "scoring/overdue.h"

namespace waitlist {
namespace {

std::string label_of(const PolicyTables& tables, FactIndex fact) {
  for (std::size_t i = 0; i < tables.criteria.size(); ++i) {
    if (tables.criteria[i].fact == fact && !tables.policy.criteria[i].label.empty()) {
      return tables.policy.criteria[i].label;
    }
  }
  return tables.schema.fact(fact).label;
}

}  // namespace

bool is_overdue(const CompiledPolicy& policy, Answer answer, Day as_of) {
  const auto& standard = policy.written().unknown.chase_after;
  if (answer.state() != AnswerState::pending || !standard || answer.day() >= as_of) return false;
  const WorkingCalendar& calendar = policy.calendar();
  // Outside the holiday data, waiting this many calendar days twice over is late on any calendar.
  if (!calendar.covers(answer.day()) || !calendar.covers(as_of)) {
    return (as_of - answer.day()).count() > 2 * standard->count() + 14;
  }
  return calendar.between(answer.day(), as_of) > *standard;
}

std::vector<Check> open_checks(const ExplainedCase& explained) {
  const PolicyTables& tables = explained.policy.tables();
  std::vector<Check> checks;
  for (const FactIndex fact : tables.facts_in_use) {
    const Answer answer = explained.scored.answer(fact);
    if (answer.known()) continue;
    ScoredCase at_worst = explained.scored;
    at_worst.at_worst = fact;
    const FactScore facts = fact_score(at_worst, explained.policy, explained.as_of);
    const Score score = score_on(explained.policy, facts, explained.unit, explained.as_of);
    Check check;
    check.fact = tables.schema.fact(fact).id;
    check.label = label_of(tables, fact);
    check.state = answer.state();
    if (answer.state() == AnswerState::pending) check.pending_since = answer.day();
    check.overdue = is_overdue(explained.policy, answer, explained.as_of);
    check.could_add = score.points.used - explained.score.points.used;
    check.band_reached = score.band;
    if (check.could_add == Points{} && check.band_reached == explained.score.band) continue;
    checks.push_back(std::move(check));
  }
  std::ranges::sort(checks, {}, [](const Check& check) {
    return std::tuple{check.band_reached, -check.could_add, check.fact};
  });
  return checks;
}

}  // namespace waitlist
