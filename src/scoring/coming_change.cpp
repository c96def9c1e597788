#include "scoring/answer_words.h"
#include "scoring/explained_case.h"
#include "scoring/trajectory_of.h"

namespace waitlist {
namespace {

std::string cause_in_words(const ForecastChange& change) {
  switch (change.cause) {
    case ChangeCause::must_allocate:
    case ChangeCause::promotion:
      return "it will have waited " + days_in_words(change.after.waited.count());
    case ChangeCause::filing_near: return "its filing date will be near";
    case ChangeCause::decision_begins: return "the manager's decision will begin";
    case ChangeCause::decision_ends: return "the manager's decision will have expired";
    case ChangeCause::listing: return "a linked case will be listed";
    case ChangeCause::birthday: return "a child will have a birthday";
    case ChangeCause::filing_slack:
    case ChangeCause::waiting_rate:
    case ChangeCause::pause: break;  // these bend a line and move no tier
  }
  return "";
}

}  // namespace

std::optional<ComingChange> coming_change(const ExplainedCase& explained) {
  std::optional<ComingChange> coming;
  const CompiledPolicy& policy = explained.policy;
  const auto look_at = [&](const ForecastChange& change) {
    if (change.after.tier == change.tier_before) return true;
    coming = {change.after.from, std::string{policy.tier_id(change.tier_before)},
              std::string{policy.tier_id(change.after.tier)}, cause_in_words(change)};
    return false;
  };
  walk_changes(explained.cases, policy, explained.scored.row, explained.as_of, Day::last(),
               look_at);
  return coming;
}

void find_allocation_day(const ExplainedCase& explained, Explanation& explanation) {
  const auto& rule = explained.policy.written().must_allocate;
  if (!rule) return;
  if (rule->waiting) {
    explanation.allocate_by =
        unit_day_waited({explained.cases, explained.policy, explained.scored.row, explained.as_of,
                         explained.unit, explained.facts},
                        *rule->waiting);
    explanation.allocate_by_cause = days_in_words(rule->waiting->count()) + " of waiting";
  }
  if (!rule->before_filing || !explained.unit.filing_date) return;
  const Day near_filing = *explained.unit.filing_date - *rule->before_filing;
  if (explanation.allocate_by && *explanation.allocate_by <= near_filing) return;
  explanation.allocate_by = near_filing;
  explanation.allocate_by_cause = days_in_words(rule->before_filing->count()) +
                                  " before the filing date " + explained.unit.filing_date->text();
}

}  // namespace waitlist
