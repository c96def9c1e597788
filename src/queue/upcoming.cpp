#include <waitlist/queue/upcoming.h>

#include "scoring/answer_words.h"
#include "scoring/due_days.h"
#include "scoring/overdue.h"
#include "scoring/stale_answers.h"
#include "scoring/standing.h"
#include "scoring/waited_days.h"

#include <algorithm>
#include <tuple>

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

class UpcomingFinder {
 public:
  UpcomingFinder(const Ranking& ranking, Days ahead)
      : ranking_{ranking},
        cases_{ranking.cases()},
        policy_{ranking.policy()},
        as_of_{ranking.as_of()},
        last_{ranking.as_of() + ahead} {}

  std::vector<UpcomingDay> find() {
    for (const Place& place : ranking_.places()) add_case(place.row, place.score);
    for (const ApartCase& apart : ranking_.apart()) {
      if (!apart.score) continue;
      add_case(apart.row, *apart.score);
      add_hold(apart.row);
    }
    std::ranges::sort(days_, {}, [this](const UpcomingDay& day) {
      return std::tuple{day.on, day.kind, cases_.case_id(day.row), std::string_view{day.detail}};
    });
    return std::move(days_);
  }

 private:
  void add(std::optional<Day> on, UpcomingKind kind, CaseRow row, std::string detail) {
    if (is_ahead(on)) days_.push_back({*on, kind, row, std::move(detail)});
  }

  [[nodiscard]] bool is_ahead(const std::optional<Day>& on) const {
    return on && *on > as_of_ && *on <= last_;
  }

  void add_case(CaseRow row, const Score& score) {
    add_due(row, score);
    add_marks(row, score);
    add_filing(row, score);
    add_review(row);
    add_checks(row);
    add_stale(row);
    add_decision(row);
  }

  void add_due(CaseRow row, const Score& score) {
    if (score.must_allocate) return;
    const DueDays due = due_days_of(ranking_, row, score);
    if (!is_ahead(due.first())) return;
    const MustAllocateRule& rule = *policy_.written().must_allocate;
    add(due.first(), UpcomingKind::must_allocate, row,
        due.first() == due.by_waiting ? days_in_words(rule.waiting->count()) + " of waiting"
                                      : days_in_words(rule.before_filing->count()) +
                                            " before the filing date " + score.filing_date->text());
  }

  void add_marks(CaseRow row, const Score& score) {
    for (const Days mark : policy_.delay_marks()) {
      if (mark <= score.waited || score.waited + (last_ - as_of_) < mark) continue;
      add(day_unit_waited(ranking_, row, score, mark), UpcomingKind::waited, row,
          days_in_words(mark.count()) + " of waiting");
    }
  }

  void add_filing(CaseRow row, const Score& score) {
    if (!score.filing_date) return;
    const Day day = score.latest_start.value_or(*score.filing_date) + Days{1};
    if (!is_ahead(day)) return;
    add(day, UpcomingKind::start_missed, row,
        (score.latest_start ? "work has to start by " + score.latest_start->text() + " to be"
                            : std::string{"is to be"}) +
            " filed on " + score.filing_date->text());
  }

  void add_review(CaseRow row) {
    const auto due = review_due(ranking_, row);
    if (!due || *due > last_) return;
    const auto reviewed = cases_.reviewed_on(row);
    days_.push_back({*due, UpcomingKind::review_due, row,
                     reviewed
                         ? "last reviewed on " + reviewed->text()
                         : "listed on " + cases_.listed_on(row).text() + ", no review recorded"});
  }

  void add_checks(CaseRow row) {
    if (!policy_.written().unknown.chase_after) return;
    const CaseTable::Columns& columns = cases_.columns();
    if (columns.answers.others(row).empty()) return;  // where pending answers are
    for (FactIndex fact = 0; fact < cases_.schema().facts().size(); ++fact) {
      const Answer answer = cases_.answer(row, fact);
      if (answer.state() != AnswerState::pending) continue;
      add(day_overdue(answer), UpcomingKind::check_overdue, row,
          cases_.schema().fact(fact).label + ": asked for on " + answer.day().text());
    }
  }

  void add_stale(CaseRow row) {
    for (const AnswerRecord& record : records_that_age(cases_, policy_.tables(), row)) {
      const auto from = stale_from(cases_, policy_.tables(), row, record);
      if (!is_ahead(from)) continue;
      add(from, UpcomingKind::answer_stale, row,
          cases_.schema().fact(record.fact).label + ": received on " + record.received_on->text());
    }
  }

  /// The first day ahead on which a check becomes overdue.
  [[nodiscard]] std::optional<Day> day_overdue(Answer answer) const {
    if (is_overdue(policy_, answer, as_of_) || !is_overdue(policy_, answer, last_)) return {};
    Day day = as_of_ + Days{1};
    while (!is_overdue(policy_, answer, day)) day = day + Days{1};
    return day;
  }

  void add_hold(CaseRow row) {
    const Hold* hold = cases_.hold(row);
    if (hold != nullptr) add(hold->until, UpcomingKind::hold_ends, row, "on hold: " + hold->reason);
  }

  void add_decision(CaseRow row) {
    const ManagerDecision* decision = decision_in_force(cases_, policy_.tables(), row, as_of_);
    if (decision == nullptr) return;
    add(decision_end(*decision, policy_.tables()), UpcomingKind::decision_ends, row,
        "the manager's decision to " + std::string{to_text(decision->direction)} + " it to " +
            decision->band);
  }

  const Ranking& ranking_;
  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  Day as_of_;
  Day last_;
  std::vector<UpcomingDay> days_;
};

}  // namespace

std::vector<UpcomingDay> upcoming_days(const Ranking& ranking, Days ahead) {
  return UpcomingFinder{ranking, ahead}.find();
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
