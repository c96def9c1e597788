#include <waitlist/base/limits.h>

#include "scoring/answer_words.h"
#include "scoring/explained_case.h"
#include "scoring/standing.h"
#include "scoring/waited_days.h"

#include <set>

namespace waitlist {
namespace {

/// The first day on which any case of the unit has waited this long.
std::optional<Day> unit_day_waited(const ExplainedCase& explained, Days days) {
  std::optional<Day> first;
  for (const CaseRow row : explained.unit.ranked) {
    const auto day = day_waited(explained.cases, explained.policy, row, days);
    if (day && (!first || *day < *first)) first = day;
  }
  return first;
}

/// Days on which the tier could change, because a rule looks at them.
class ChangeDays {
 public:
  explicit ChangeDays(const ExplainedCase& explained) : explained_{explained} {}

  std::set<Day> find() {
    const Policy& policy = explained_.policy.written();
    if (policy.promotion) {
      for (const Days days : policy.promotion->after_days) add(unit_day_waited(explained_, days));
    }
    if (policy.must_allocate) add_must_allocate(*policy.must_allocate);
    if (const ManagerDecision* decision = explained_.cases.decision(explained_.scored.row)) {
      add(decision->made_on);
      add(decision->expires_on);
      add(decision->made_on + policy.decisions.longest);
    }
    if (policy.age && policy.age->at == AgeAt::as_of) add_birthdays();
    for (const CaseRow row :
         explained_.cases.members(explained_.cases.unit(explained_.scored.row))) {
      add(explained_.cases.listed_on(row));
    }
    return std::move(days_);
  }

 private:
  void add(const std::optional<Day>& day) {
    if (day && *day > explained_.as_of && *day < Day::last()) days_.insert(*day);
  }

  void add_must_allocate(const MustAllocateRule& rule) {
    if (rule.waiting) add(unit_day_waited(explained_, *rule.waiting));
    if (rule.before_filing && explained_.unit.filing_date) {
      add(*explained_.unit.filing_date - *rule.before_filing);
    }
  }

  /// Every day on which a child of the unit completes another month, up to 18 years.
  void add_birthdays() {
    for (const CaseRow row : explained_.unit.ranked) {
      for (const Child& child : explained_.cases.children(row)) {
        if (child.born) add_months_of(*child.born);
      }
    }
  }

  void add_months_of(Day born) {
    const Months adult{limits::kAdultMonths};
    Months age = completed_months(born, explained_.as_of);
    for (Day day = explained_.as_of + Days{1}; age < adult && day < Day::last();
         day = day + Days{1}) {
      const Months now = completed_months(born, day);
      if (now != age) add(day);
      age = now;
    }
  }

  const ExplainedCase& explained_;
  std::set<Day> days_;
};

Score standing_on(const ExplainedCase& explained, Day day) {
  const CaseTable& cases = explained.cases;
  const CaseRow row = explained.scored.row;
  const UnitFacts unit = unit_facts(cases, explained.policy, cases.unit(row), day);
  Score score;
  place_in_tier(explained.policy, score_facts(cases, explained.policy, row, unit, day), unit, day,
                score);
  return score;
}

std::string cause_of(const ExplainedCase& explained, const Score& after, Day day) {
  if (after.must_allocate && !explained.score.must_allocate) {
    return after.waited >= explained.policy.written().must_allocate->waiting.value_or(
                               after.waited + Days{1})
               ? "it will have waited " + days_in_words(after.waited.count())
               : "its filing date will be near";
  }
  const PolicyTables& tables = explained.policy.tables();
  const CaseRow row = explained.scored.row;
  const bool decided_now =
      decision_in_force(explained.cases, tables, row, explained.as_of) != nullptr;
  const bool decided_then = decision_in_force(explained.cases, tables, row, day) != nullptr;
  if (decided_now && !decided_then) return "the manager's decision will have expired";
  if (!decided_now && decided_then) return "the manager's decision will begin";
  if (after.band < explained.score.band) {
    return "it will have waited " + days_in_words(after.waited.count());
  }
  return "a child will have a birthday";
}

}  // namespace

std::optional<ComingChange> coming_change(const ExplainedCase& explained) {
  for (const Day day : ChangeDays{explained}.find()) {
    const Score after = standing_on(explained, day);
    if (after.tier == explained.score.tier) continue;
    return ComingChange{day, std::string{explained.policy.tier_id(explained.score.tier)},
                        std::string{explained.policy.tier_id(after.tier)},
                        cause_of(explained, after, day)};
  }
  return std::nullopt;
}

void find_allocation_day(const ExplainedCase& explained, Explanation& explanation) {
  const auto& rule = explained.policy.written().must_allocate;
  if (!rule) return;
  if (rule->waiting) {
    explanation.allocate_by = unit_day_waited(explained, *rule->waiting);
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
