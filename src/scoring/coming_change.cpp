#include "scoring/answer_words.h"
#include "scoring/due_days.h"
#include "scoring/explained_case.h"
#include "scoring/looks.h"
#include "scoring/standing.h"

namespace waitlist {
namespace {

std::string_view cause_in_words(ChangeCause cause, Days waited, ExplanationTexts& texts) {
  switch (cause) {
    case ChangeCause::must_allocate:
    case ChangeCause::promotion:
      return texts.keep({"it will have waited ", days_in_words(waited.count())});
    case ChangeCause::filing_near: return "its filing date will be near";
    case ChangeCause::decision_begins: return "the manager's decision will begin";
    case ChangeCause::decision_ends: return "the manager's decision will have expired";
    case ChangeCause::listing: return "a linked case will be listed";
    case ChangeCause::birthday: return "a child will have a birthday";
    case ChangeCause::birth: return "a child is to be born";
    case ChangeCause::date_measured: return "a date that counts will lie further back";
    case ChangeCause::stale:
    case ChangeCause::filing_slack:
    case ChangeCause::waiting_rate:
    case ChangeCause::wait_completed:
    case ChangeCause::pause: break;  // these move no tier
  }
  return "";
}

/// Waits, filing dates and promotions move a tier with the same facts; these change the facts.
bool facts_change(const Looks& looks, Day on) {
  return looks.looks(ChangeCause::decision_begins, on) ||
         looks.looks(ChangeCause::decision_ends, on) || looks.looks(ChangeCause::listing, on) ||
         looks.looks(ChangeCause::birthday, on) || looks.looks(ChangeCause::birth, on) ||
         looks.looks(ChangeCause::date_measured, on);
}

/// Where a date counts day by day a rule looks at the case on every day for ever.
constexpr int kLooksFollowed = 2000;

}  // namespace

void find_coming_change(const ExplainedCase& explained, Explanation& explanation) {
  const CaseTable& cases = explained.cases;
  const CompiledPolicy& policy = explained.policy;
  const CaseRow row = explained.scored.row;
  Day day = explained.as_of;
  UnitFacts unit = explained.unit;
  FactScore facts = explained.facts;
  int followed = 0;
  for (;;) {
    const Looks looks = find_tier_looks({cases, policy, row, day, unit, facts});
    const auto next = looks.next();
    if (!next) return;
    if (++followed > kLooksFollowed) {
      explanation.foreseen_to = day;
      return;
    }
    day = next->on;
    unit = unit_facts_of(cases, policy, row, day);
    if (!can_be_scored(policy, unit, day)) return;
    if (facts_change(looks, day)) facts = score_facts(cases, policy, row, unit, day);
    Score then;
    place_in_tier(policy, facts, unit, day, then);
    if (then.tier == explained.score.tier) continue;
    explanation.next_change =
        ComingChange{day, policy.tier_id(explained.score.tier), policy.tier_id(then.tier),
                     cause_in_words(tier_cause(looks, *next), unit.waited, explained.texts)};
    return;
  }
}

void find_allocation_day(const ExplainedCase& explained, Explanation& explanation) {
  const auto& rule = explained.policy.written().must_allocate;
  if (!rule) return;
  const DueDays due = due_days(explained.cases, explained.policy, explained.unit.ranked,
                               explained.unit.filing_date);
  explanation.allocate_by = due.first();
  if (rule->waiting) {
    explanation.allocate_by_cause =
        explained.texts.keep({days_in_words(rule->waiting->count()), " of waiting"});
  }
  if (!due.by_filing || (due.by_waiting && *due.by_waiting <= *due.by_filing)) return;
  explanation.allocate_by_cause =
      explained.texts.keep({days_in_words(rule->before_filing->count()), " before the filing date ",
                            explained.unit.filing_date->text()});
}

}  // namespace waitlist
