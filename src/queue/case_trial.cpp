#include "queue/case_trial.h"

#include "base/check.h"
#include "cases/case_view.h"
#include "queue/order_keys.h"
#include "queue/unit_scores.h"

#include <algorithm>
#include <string>
#include <utility>

namespace waitlist {
namespace {

/// The cases of these units as a list of their own.
CaseTable list_of_units(const CaseTable& cases, CaseRow one, std::optional<CaseRow> other) {
  std::vector<Case> members;
  const auto add = [&](UnitIndex unit) {
    for (const CaseRow row : cases.members(unit)) members.push_back(cases.at(row));
  };
  add(cases.unit(one));
  if (other && cases.unit(*other) != cases.unit(one)) add(cases.unit(*other));
  auto table = CaseTable::make(cases.schema(), members);
  WAITLIST_CHECK(table.has_value());
  return *std::move(table);
}

Answer answer_in(const Case& one, FactIndex fact) {
  return fact < one.answers.size() ? one.answers[fact] : Answer::not_asked();
}

bool is_met(const ResolvedContradiction& contradiction, const Case& one) {
  return holds(contradiction, [&one](FactIndex fact) { return answer_in(one, fact); });
}

}  // namespace

CaseTrial::CaseTrial(const Ranking& ranking, CaseRow row, const TrialGoal& goal)
    : policy_{ranking.policy()},
      as_of_{ranking.as_of()},
      goal_{goal},
      written_{ranking.cases().at(row)},
      supposed_{written_},
      store_{list_of_units(ranking.cases(), row, goal.other)} {
  if (goal.other) goal_.other = store_.find(ranking.cases().case_id(*goal.other));
  for (const auto& contradiction : resolved_contradictions(policy_.schema())) {
    contradicted_.push_back(is_met(contradiction, written_));
  }
}

CaseRow CaseTrial::row() const { return *store_.find(written_.case_id); }

std::vector<Day> CaseTrial::order_dates(FactIndex fact) const {
  std::vector<Day> dates;
  if (!goal_.other) return dates;
  const OrderTable& order = policy_.tables().order;
  const auto is_by_fact = [fact](const KeyTable& key) {
    return key.kind == OrderKey::date && FactIndex{key.subject} == fact;
  };
  bool compared = false;
  for (TierIndex tier = 0; tier < policy_.tier_count(); ++tier) {
    for (std::size_t i = 0; i < order.size(); ++i) {
      compared = compared || is_by_fact(order.at(i, tier));
    }
  }
  if (!compared) return dates;
  const CaseTable& cases = store_.table();
  for (const CaseRow one : {row(), *goal_.other}) {
    for (const CaseRow member : cases.members(cases.unit(one))) {
      const Answer answer = cases.answer(member, fact);
      if (answer.given()) dates.push_back(answer.day());
    }
  }
  // That an order looks at the fact has to show where nobody gives a date.
  if (dates.empty()) dates.push_back(Day::first());
  return dates;
}

bool CaseTrial::is_stale(FactIndex fact) const {
  const CaseTable& cases = store_.table();
  for (const AnswerRecord& record : records_that_age(cases, policy_.tables(), row())) {
    if (record.fact != fact) continue;
    const auto from = stale_from(cases, policy_.tables(), row(), record);
    return from && *from <= as_of_;
  }
  return false;
}

bool CaseTrial::contradicts_anew(const Case& one) const {
  const auto& contradictions = resolved_contradictions(policy_.schema());
  for (std::size_t i = 0; i < contradictions.size(); ++i) {
    if (!contradicted_[i] && is_met(contradictions[i], one)) return true;
  }
  return false;
}

void CaseTrial::put(const Case& one) {
  CaseTexts texts;
  store_.put(row(), view_of(one, texts), {}).settle();
}

bool CaseTrial::reaches(std::span<const TrialAnswer> answers, Score& score) {
  supposed_.answers = written_.answers;
  supposed_.records = written_.records;
  supposed_.answers.resize(policy_.schema().facts().size());
  for (const TrialAnswer& one : answers) {
    supposed_.answers[one.fact] = one.answer;
    std::erase_if(supposed_.records, [&](const AnswerRecord& old) { return old.fact == one.fact; });
    supposed_.records.push_back({one.fact, as_of_, {}});
  }
  if (contradicts_anew(supposed_)) return false;
  put(supposed_);
  is_written_ = false;
  return reached(as_of_, score);
}

bool CaseTrial::reaches_on(Day day) {
  if (!is_written_) put(written_);
  is_written_ = true;
  Score score;
  return reached(day, score);
}

bool CaseTrial::scorable_on(Day day) const {
  return check_scorable(store_.table(), policy_, day).empty();
}

bool CaseTrial::reached(Day day, Score& score) const {
  const CaseTable& cases = store_.table();
  UnitReader reader{cases, policy_, day};
  std::vector<Place> own;
  score_unit(reader, cases.unit(row()), own);
  const auto self = std::ranges::find(own, row(), &Place::row);
  if (self == own.end()) return false;
  score = self->score;
  if (!goal_.other) return score.tier == goal_.tier;
  const auto before = [&](const Place& a, const Place& b) {
    return stands_before(a, b, cases, policy_, day);
  };
  const auto is_other = [this](const Place& one) { return one.row == *goal_.other; };
  if (cases.unit(row()) == cases.unit(*goal_.other)) {
    const auto other = std::ranges::find_if(own, is_other);
    return other == own.end() || before(*self, *other);
  }
  std::vector<Place> others;
  score_unit(reader, cases.unit(*goal_.other), others);
  return before(*std::ranges::min_element(own, before), *std::ranges::min_element(others, before));
}

}  // namespace waitlist
