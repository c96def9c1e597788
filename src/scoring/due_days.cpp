#include "scoring/due_days.h"

#include "scoring/waited_days.h"

#include <algorithm>
#include <vector>

namespace waitlist {
namespace {

std::vector<CaseRow> ranked_with(const CaseTable& cases, CaseRow row, Day as_of) {
  std::vector<CaseRow> ranked;
  for (const CaseRow member : cases.members(cases.unit(row))) {
    const bool listed = cases.listed_on(member) <= as_of;
    const bool counts = listed && cases.status(member) == CaseStatus::awaiting;
    if (counts || member == row) ranked.push_back(member);
  }
  return ranked;
}

}  // namespace

DueDays due_days(const CaseTable& cases,
                 const CompiledPolicy& policy,
                 std::span<const CaseRow> ranked,
                 const std::optional<Day>& filing_date) {
  DueDays due;
  const auto& rule = policy.written().must_allocate;
  if (!rule) return due;
  if (rule->waiting) due.by_waiting = first_day_waited(cases, policy, ranked, *rule->waiting);
  if (rule->before_filing && filing_date) due.by_filing = *filing_date - *rule->before_filing;
  return due;
}

std::optional<Day> due_on(const CaseTable& cases,
                          const CompiledPolicy& policy,
                          CaseRow row,
                          const Score& score,
                          Day as_of) {
  return due_days(cases, policy, ranked_with(cases, row, as_of), score.filing_date).first();
}

Days days_overdue(const CaseTable& cases,
                  const CompiledPolicy& policy,
                  CaseRow row,
                  const Score& score,
                  Day as_of) {
  const MustAllocateRule& rule = *policy.written().must_allocate;
  Days overdue;
  if (rule.before_filing && score.filing_date) {
    overdue = std::max(overdue, *rule.before_filing - (*score.filing_date - as_of));
  }
  if (!rule.waiting || score.waited < *rule.waiting) return overdue;
  if (!pauses_excluded(policy)) return std::max(overdue, score.waited - *rule.waiting);
  // Days that were left out of the wait lie before the day on which it was long enough or behind
  // it: the pauses tell.
  const auto ranked = ranked_with(cases, row, as_of);
  const auto reached = first_day_waited(cases, policy, ranked, *rule.waiting);
  return reached ? std::max(overdue, as_of - *reached) : overdue;
}

}  // namespace waitlist
