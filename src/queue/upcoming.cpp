#include "base/prefetch.h"
#include "cases/case_columns.h"
#include "queue/upcoming_of_case.h"
#include "scoring/answer_words.h"
#include "scoring/due_days.h"
#include "scoring/overdue.h"
#include "scoring/stale_answers.h"
#include "scoring/standing.h"
#include "scoring/waited_days.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace waitlist {
namespace {

/// The first day on which the unit of a case has waited so long, the case counted whatever its
/// status. A wait that no pause can bend needs no look at the unit.
std::optional<Day> day_unit_waited(const Ranking& ranking,
                                   CaseRow row,
                                   const Score& score,
                                   Days days) {
  if (!pauses_excluded(ranking.policy())) return ranking.as_of() + (days - score.waited);
  const UnitFacts unit = unit_facts_of(ranking.cases(), ranking.policy(), row, ranking.as_of());
  return first_day_waited(ranking.cases(), ranking.policy(), unit.ranked, days);
}

DueDays due_days_of(const Ranking& ranking, CaseRow row, const Score& score) {
  DueDays due;
  const auto& rule = ranking.policy().written().must_allocate;
  if (!rule) return due;
  if (rule->waiting) due.by_waiting = day_unit_waited(ranking, row, score, *rule->waiting);
  if (rule->before_filing && score.filing_date) {
    due.by_filing = *score.filing_date - *rule->before_filing;
  }
  return due;
}

/// The days ahead of one case.
class CaseDays {
 public:
  CaseDays(const Ranking& ranking, CaseRow row, Days ahead, std::vector<UpcomingDay>& days)
      : ranking_{ranking},
        cases_{ranking.cases()},
        policy_{ranking.policy()},
        row_{row},
        as_of_{ranking.as_of()},
        last_{ranking.as_of() + ahead},
        days_{days} {}

  void add(const Score& score) {
    add_due(score);
    add_marks(score);
    add_filing(score);
    add_review();
    add_checks();
    add_stale();
    add_decision();
  }

  void add_hold() {
    const Hold* hold = cases_.hold(row_);
    if (hold != nullptr) note(hold->until, UpcomingKind::hold_ends);
  }

 private:
  void note(const std::optional<Day>& on, UpcomingKind kind, std::uint32_t about = 0) {
    if (on && *on > as_of_ && *on <= last_) days_.push_back({*on, kind, row_, about});
  }

  void add_due(const Score& score) {
    if (score.must_allocate) return;
    const DueDays due = due_days_of(ranking_, row_, score);
    note(due.first(), UpcomingKind::must_allocate, due.first() == due.by_waiting ? 0 : 1);
  }

  void add_marks(const Score& score) {
    const auto marks = policy_.delay_marks();
    for (std::uint32_t i = 0; i < marks.size(); ++i) {
      if (marks[i] <= score.waited || score.waited + (last_ - as_of_) < marks[i]) continue;
      note(day_unit_waited(ranking_, row_, score, marks[i]), UpcomingKind::waited, i);
    }
  }

  void add_filing(const Score& score) {
    if (!score.filing_date) return;
    note(score.latest_start.value_or(*score.filing_date) + Days{1}, UpcomingKind::start_missed);
  }

  void add_review() {
    const auto due = review_due(ranking_, row_);
    if (due && *due <= last_) days_.push_back({*due, UpcomingKind::review_due, row_});
  }

  void add_checks() {
    if (!policy_.written().unknown.chase_after) return;
    const CaseTable::Columns& columns = cases_.columns();
    if (columns.answers.others(row_).empty()) return;  // where pending answers are
    for (std::uint32_t fact = 0; fact < cases_.schema().facts().size(); ++fact) {
      const Answer answer = cases_.answer(row_, FactIndex{fact});
      if (answer.state() != AnswerState::pending) continue;
      note(day_overdue(answer), UpcomingKind::check_overdue, fact);
    }
  }

  void add_stale() {
    for (const AnswerRecord& record : records_that_age(cases_, policy_.tables(), row_)) {
      note(stale_from(cases_, policy_.tables(), row_, record), UpcomingKind::answer_stale,
           record.fact);
    }
  }

  /// The first day ahead on which a check becomes overdue.
  [[nodiscard]] std::optional<Day> day_overdue(Answer answer) const {
    if (is_overdue(policy_, answer, as_of_) || !is_overdue(policy_, answer, last_)) return {};
    Day day = as_of_ + Days{1};
    while (!is_overdue(policy_, answer, day)) day = day + Days{1};
    return day;
  }

  void add_decision() {
    const ManagerDecision* decision = decision_in_force(cases_, policy_.tables(), row_, as_of_);
    if (decision == nullptr) return;
    note(decision_end(*decision, policy_.tables()), UpcomingKind::decision_ends);
  }

  const Ranking& ranking_;
  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  CaseRow row_;
  Day as_of_;
  Day last_;
  std::vector<UpcomingDay>& days_;
};

/// Day and kind as one number, the earlier first.
std::uint64_t when_and_what(const UpcomingDay& day) {
  const std::int64_t since_first = (day.on - Day::first()).count();
  return static_cast<std::uint64_t>(since_first) << 8U | static_cast<std::uint64_t>(day.kind);
}

/// `places` by row; kNone where a case has none.
constexpr std::uint32_t kNone = UINT32_MAX;

std::vector<std::uint32_t> places_by_row(const Ranking& ranking) {
  std::vector<std::uint32_t> place(ranking.cases().size(), kNone);
  for (std::uint32_t i = 0; i < ranking.places().size(); ++i) {
    place[ranking.places()[i].row] = i;
  }
  return place;
}

/// Places lie in another order than rows: what is needed soon is asked for in time.
void prefetch_place(const Ranking& ranking, const std::vector<std::uint32_t>& places, CaseRow row) {
  const std::uint32_t place = places[row];
  if (place != kNone) prefetch_bytes(&ranking.places()[place].score, sizeof(Score));
}

std::string asked_for(const CaseTable& cases, const UpcomingDay& day) {
  const FactIndex fact{day.about};
  return cases.schema().fact(fact).label + ": asked for on " +
         cases.answer(day.row, fact).day().text();
}

std::string received(const CaseTable& cases, const UpcomingDay& day) {
  const FactIndex fact{day.about};
  const auto records = cases.records(day.row);
  const auto at = std::ranges::find(records, fact, &AnswerRecord::fact);
  return cases.schema().fact(fact).label + ": received on " + at->received_on->text();
}

std::string last_review(const CaseTable& cases, CaseRow row) {
  const auto reviewed = cases.reviewed_on(row);
  return reviewed ? "last reviewed on " + reviewed->text()
                  : "listed on " + cases.listed_on(row).text() + ", no review recorded";
}

/// The last day on which the work could start, and the filing date that follows from it.
std::string start_by(const CompiledPolicy& policy, Day missed_on) {
  const Day last = missed_on - Days{1};
  const auto& rule = policy.written().filing;
  if (!rule) return "is to be filed on " + last.text();
  return "work has to start by " + last.text() + " to be filed on " + (last + rule->effort).text();
}

std::string due_because(const MustAllocateRule& rule, const UpcomingDay& day) {
  if (day.about == 0) return days_in_words(rule.waiting->count()) + " of waiting";
  return days_in_words(rule.before_filing->count()) + " before the filing date " +
         (day.on + *rule.before_filing).text();
}

}  // namespace

void add_days_of_case(const Ranking& ranking,
                      CaseRow row,
                      const Score& score,
                      Days ahead,
                      std::vector<UpcomingDay>& days) {
  CaseDays{ranking, row, ahead, days}.add(score);
}

void add_days_of_case(const Ranking& ranking,
                      const ApartCase& apart,
                      Days ahead,
                      std::vector<UpcomingDay>& days) {
  if (!apart.score) return;
  CaseDays of_case{ranking, apart.row, ahead, days};
  of_case.add(*apart.score);
  of_case.add_hold();
}

std::vector<UpcomingDay> upcoming_days(const Ranking& ranking, Days ahead) {
  constexpr std::size_t kCasesAhead = 8;
  const CaseTable& cases = ranking.cases();
  const CaseTable::Columns& columns = cases.columns();
  const std::vector<std::uint32_t> places = places_by_row(ranking);
  std::vector<const ApartCase*> apart(cases.size());
  for (const ApartCase& one : ranking.apart()) apart[one.row] = &one;
  std::vector<UpcomingDay> days;
  // By id and not by place: neighbours are neighbours in memory, and what is left to order is days.
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (i + kCasesAhead < cases.size()) {
      prefetch_place(ranking, places, columns.row_by_id(i + kCasesAhead));
    }
    const CaseRow row = columns.row_by_id(i);
    if (apart[row] != nullptr) add_days_of_case(ranking, *apart[row], ahead, days);
    if (places[row] == kNone) continue;
    add_days_of_case(ranking, row, ranking.places()[places[row]].score, ahead, days);
  }
  std::ranges::stable_sort(days, {}, when_and_what);
  return days;
}

std::string detail_of(const Ranking& ranking, const UpcomingDay& day) {
  const CaseTable& cases = ranking.cases();
  const CompiledPolicy& policy = ranking.policy();
  switch (day.kind) {
    case UpcomingKind::must_allocate: return due_because(*policy.written().must_allocate, day);
    case UpcomingKind::waited:
      return days_in_words(policy.delay_marks()[day.about].count()) + " of waiting";
    case UpcomingKind::start_missed: return start_by(policy, day.on);
    case UpcomingKind::review_due: return last_review(cases, day.row);
    case UpcomingKind::check_overdue: return asked_for(cases, day);
    case UpcomingKind::answer_stale: return received(cases, day);
    case UpcomingKind::hold_ends: return "on hold: " + cases.hold(day.row)->reason;
    case UpcomingKind::decision_ends: {
      const ManagerDecision& decision = *cases.decision(day.row);
      return "the manager's decision to " + std::string{to_text(decision.direction)} + " it to " +
             decision.band;
    }
  }
  return {};
}

std::optional<Day> allocate_by(const Ranking& ranking, CaseRow row, const Score& score) {
  return due_days_of(ranking, row, score).first();
}

std::optional<Day> review_due(const Ranking& ranking, CaseRow row) {
  const auto& rule = ranking.policy().written().review;
  if (!rule) return std::nullopt;
  const CaseTable& cases = ranking.cases();
  return cases.reviewed_on(row).value_or(cases.listed_on(row)) + rule->every;
}

std::string_view to_text(UpcomingKind kind) noexcept {
  switch (kind) {
    case UpcomingKind::must_allocate: return "must_allocate";
    case UpcomingKind::waited: return "waited";
    case UpcomingKind::start_missed: return "start_missed";
    case UpcomingKind::review_due: return "review_due";
    case UpcomingKind::check_overdue: return "check_overdue";
    case UpcomingKind::answer_stale: return "answer_stale";
    case UpcomingKind::hold_ends: return "hold_ends";
    case UpcomingKind::decision_ends: return "decision_ends";
  }
  return "";
}

}  // namespace waitlist
