#include <waitlist/scoring/explanation.h>

#include "scoring/explained_case.h"

namespace waitlist {

Explanation explain(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of) {
  const ExplainedCase explained{cases, policy, row, as_of};
  Explanation explanation;
  explanation.case_id = cases.case_id(row);
  explanation.as_of = as_of;
  explanation.policy = policy.stamp();
  explanation.status = cases.status(row);
  for (const CaseRow other : explained.unit.ranked) {
    if (other != row) explanation.linked_with.emplace_back(cases.case_id(other));
  }
  explanation.score = explained.score;
  explanation.contributions = contributions(explained);
  explanation.steps = band_steps(explained);
  explanation.checks = open_checks(explained);
  explanation.next_change = coming_change(explained);
  find_allocation_day(explained, explanation);
  return explanation;
}

std::string_view to_text(ContributionKind kind) noexcept {
  switch (kind) {
    case ContributionKind::answer: return "answer";
    case ContributionKind::unknown: return "unknown";
    case ContributionKind::age: return "age";
    case ContributionKind::more_children: return "more_children";
    case ContributionKind::overlap: return "overlap";
    case ContributionKind::cap: return "cap";
    case ContributionKind::unknown_limit: return "unknown_limit";
    case ContributionKind::waiting: return "waiting";
    case ContributionKind::filing: return "filing";
  }
  return "";
}

}  // namespace waitlist
