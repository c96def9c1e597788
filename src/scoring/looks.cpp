#include "scoring/looks.h"

#include "policy/points_per.h"
#include "policy/policy_tables.h"
#include "scoring/stale_answers.h"
#include "scoring/standing.h"
#include "scoring/unit_ages.h"
#include "scoring/waited_days.h"

#include <algorithm>

namespace waitlist {
namespace {

class LookFinder {
 public:
  explicit LookFinder(const StandingCase& standing) : standing_{standing} {}

  Looks find() {
    note_tier_rules();
    note_rates();
    note_slack();
    note_pauses();
    note_stale_answers();
    return looks_;
  }

  Looks find_for_tiers() {
    note_tier_rules();
    return looks_;
  }

 private:
  /// What a tier is made of, and what these look at.
  void note_tier_rules() {
    note_waits();
    note_near_filing();
    note_decision();
    note_birthdays();
    note_listings();
    note_dates();
  }

  void note(ChangeCause cause, std::optional<Day> day) {
    // A day that was held at the end of the range is no day on which anything happens.
    if (day && *day > standing_.as_of && *day < Day::last()) looks_.note(cause, *day);
  }

  void note_wait(ChangeCause cause, Days days) {
    if (days > standing_.unit.waited) {
      note(cause, first_day_waited(standing_.cases, standing_.policy, standing_.unit.ranked, days));
    }
  }

  void note_waits() {
    const Policy& policy = standing_.policy.written();
    if (policy.must_allocate && policy.must_allocate->waiting) {
      note_wait(ChangeCause::must_allocate, *policy.must_allocate->waiting);
    }
    if (!policy.promotion) return;
    const auto& after = policy.promotion->after_days;
    const auto next = std::ranges::upper_bound(after, standing_.unit.waited);
    if (next != after.end()) note_wait(ChangeCause::promotion, *next);
  }

  void note_rates() {
    const PolicyTables& tables = standing_.policy.tables();
    if (tables.waiting.empty()) return;
    const WaitingCourse& course = tables.course(standing_.facts.faster_used);
    if (tables.wait_unit != WaitUnit::days) return note_completed_wait(course);
    const auto next = std::ranges::upper_bound(course.pieces, standing_.unit.waited.count(), {},
                                               &WaitingPiece::from);
    if (next != course.pieces.end()) note_wait(ChangeCause::waiting_rate, Days{next->from});
  }

  /// The next day on which more months or years are completed, or less: while a pause runs, the
  /// days waited are the same and the months that they are counted in are not.
  void note_completed_wait(const WaitingCourse& course) {
    const PolicyTables& tables = standing_.policy.tables();
    const Days waited = standing_.unit.waited;
    const std::int64_t now = tables.earning_wait(waited, standing_.as_of);
    if (waiting_rate(standing_) == 0) {
      constexpr std::int64_t kFar = 400;  // looked at again then, whether anything changes or not
      Day day = standing_.as_of + Days{1};
      while (day - standing_.as_of < Days{kFar} && tables.earning_wait(waited, day) == now) {
        day = day + Days{1};
      }
      return note(ChangeCause::wait_completed, day);
    }
    const WaitingPiece& piece = course.piece(now);
    if (&piece == &course.pieces.back() && piece.slope == PointParts{}) return;
    const Months next{(now + 1) * tables.months_of_wait_unit()};
    note(ChangeCause::wait_completed, day_of_age(standing_.as_of - waited, next));
  }

  void note_near_filing() {
    const auto& rule = standing_.policy.written().must_allocate;
    if (!standing_.unit.filing_date || !rule || !rule->before_filing) return;
    note(ChangeCause::filing_near, *standing_.unit.filing_date - *rule->before_filing);
  }

  void note_slack() {
    const auto& rule = standing_.policy.written().filing;
    if (!standing_.unit.filing_date || !rule) return;
    for (const SlackPoints& row : rule->slack) {
      note(ChangeCause::filing_slack, standing_.policy.calendar().day_with_left(
                                          *standing_.unit.filing_date - rule->effort, row.up_to));
    }
  }

  void note_decision() {
    const ManagerDecision* decision = standing_.cases.decision(standing_.row);
    if (decision == nullptr) return;
    note(ChangeCause::decision_begins, decision->made_on);
    note(ChangeCause::decision_ends, decision_end(*decision, standing_.policy.tables()));
  }

  void note_birthdays() {
    const std::vector<Months>& limits = standing_.policy.tables().age_limits;
    for (const CaseRow row : standing_.unit.ranked) {
      for (const Child& child : standing_.cases.children(row)) {
        if (!child.born || child.expected) continue;
        if (!counts_on(child, standing_.as_of)) {
          note(ChangeCause::birth, child.born);
          continue;
        }
        if (limits.empty()) continue;
        const Months age = completed_months(*child.born, standing_.as_of);
        const auto next = std::ranges::upper_bound(limits, age);
        if (next != limits.end()) note(ChangeCause::birthday, day_of_age(*child.born, *next));
      }
    }
  }

  void note_pauses() {
    if (!pauses_excluded(standing_.policy)) return;
    Days catches_up = Days{INT64_MAX};
    for (const CaseRow row : standing_.unit.ranked) {
      for (const Pause& pause : standing_.cases.pauses(row)) {
        note(ChangeCause::pause, pause.from);
        note(ChangeCause::pause, pause.to);
      }
      const Days mine = waited(standing_.cases, standing_.policy, row, standing_.as_of);
      const Day tomorrow = standing_.as_of + Days{1};
      const bool runs = waited(standing_.cases, standing_.policy, row, tomorrow) > mine;
      if (runs) catches_up = std::min(catches_up, standing_.unit.waited - mine);
    }
    // While the longest wait stands still, another case of the unit reaches it and leads from
    // there.
    if (catches_up != Days{INT64_MAX}) note(ChangeCause::pause, standing_.as_of + catches_up);
  }

  void note_dates() {
    for (const DateSteps& steps : standing_.policy.tables().date_steps) {
      const Answer answer = standing_.cases.answer(standing_.row, steps.fact);
      if (!answer.given()) continue;
      const Day since = answer.day();
      for (const std::int64_t at : steps.at) {
        const std::optional<Day> day = day_completed(steps.unit, since, at);
        if (day) note(ChangeCause::date_measured, *day + steps.after);
      }
      if (!steps.per) continue;
      const auto next = next_step(*steps.per, completed(steps.unit, since, standing_.as_of));
      if (next) note(ChangeCause::date_measured, day_completed(steps.unit, since, *next));
    }
  }

  /// Only the range of a score opens: the one in use, and the tier, stay.
  void note_stale_answers() {
    const PolicyTables& tables = standing_.policy.tables();
    for (const AnswerRecord& record : records_that_age(standing_.cases, tables, standing_.row)) {
      note(ChangeCause::stale, stale_from(standing_.cases, tables, standing_.row, record));
    }
  }

  void note_listings() {
    const auto members = standing_.cases.members(standing_.cases.unit(standing_.row));
    if (members.size() == standing_.unit.ranked.size()) return;
    for (const CaseRow row : members) {
      if (standing_.cases.status(row) != CaseStatus::awaiting) continue;
      note(ChangeCause::listing, standing_.cases.listed_on(row));
    }
  }

  const StandingCase& standing_;
  Looks looks_;
};

}  // namespace

Looks find_looks(const StandingCase& standing) { return LookFinder{standing}.find(); }

Looks find_tier_looks(const StandingCase& standing) {
  return LookFinder{standing}.find_for_tiers();
}

ChangeCause tier_cause(const Looks& looks, const NextLook& next) {
  constexpr std::array kCauses{
      ChangeCause::must_allocate, ChangeCause::filing_near, ChangeCause::decision_begins,
      ChangeCause::decision_ends, ChangeCause::promotion,   ChangeCause::listing,
      ChangeCause::birthday,      ChangeCause::birth,       ChangeCause::date_measured};
  return looks.likeliest(kCauses, next);
}

bool can_be_scored(const CompiledPolicy& policy, const UnitFacts& unit, Day day) {
  const auto& rule = policy.written().filing;
  if (!rule) return true;
  return policy.calendar().covers(day) &&
         (!unit.filing_date || policy.calendar().covers(*unit.filing_date - rule->effort));
}

std::optional<NextLook> Looks::next() const {
  const auto earliest = static_cast<std::size_t>(std::ranges::min_element(days_) - days_.begin());
  if (days_[earliest] == kNever) return std::nullopt;
  return NextLook{*Day::from_days_since_epoch(days_[earliest]), static_cast<ChangeCause>(earliest)};
}

std::int64_t waiting_rate(const StandingCase& standing) {
  if (!pauses_excluded(standing.policy)) return 1;
  Days tomorrow;
  for (const CaseRow row : standing.unit.ranked) {
    tomorrow =
        std::max(tomorrow, waited(standing.cases, standing.policy, row, standing.as_of + Days{1}));
  }
  return (tomorrow - standing.unit.waited).count();
}

}  // namespace waitlist
