#include <waitlist/scoring/score.h>

#include "cases/case_columns.h"
#include "scoring/waited_days.h"

#include <algorithm>

namespace waitlist {
namespace {

/// First day from which a pause counts again, as seen on `as_of`.
Day pause_end(const Pause& pause, Day as_of) { return std::min(pause.to.value_or(as_of), as_of); }

}  // namespace

bool pauses_excluded(const CompiledPolicy& policy) {
  return policy.written().waiting && policy.written().waiting->pauses == PauseTreatment::exclude;
}

Days waited(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of) {
  const Day listed = cases.listed_on(row);
  if (as_of <= listed) return Days{0};
  Days days = as_of - listed;
  if (!pauses_excluded(policy)) return days;
  for (const Pause& pause : cases.pauses(row)) {
    const Days paused = pause_end(pause, as_of) - std::max(pause.from, listed);
    days -= std::max(paused, Days{0});
  }
  return days;
}

void read_unit_facts(const CaseTable& cases,
                     const CompiledPolicy& policy,
                     UnitIndex unit,
                     Day as_of,
                     UnitFacts& facts,
                     CaseRow also) {
  facts.ranked.clear();
  facts.waited = Days{0};
  facts.filing_date.reset();
  facts.filing_open = false;
  const CaseTable::Columns& columns = cases.columns();
  const bool plain = !pauses_excluded(policy);
  const std::int32_t today = as_of.days_since_epoch();
  std::int32_t first_listed = today;
  std::int32_t first_filing = CaseTable::Columns::kNoDay;
  for (const CaseRow row : columns.units.members(unit)) {
    const std::int32_t listed = columns.listed_on[row];
    const bool ranked = columns.status[row] == CaseStatus::awaiting && listed <= today;
    if (!ranked && row != also) continue;
    facts.ranked.push_back(row);
    first_filing = std::min(first_filing, columns.filing_date[row]);
    facts.filing_open |= columns.filing_date[row] == CaseTable::Columns::kNoDay;
    first_listed = std::min(first_listed, listed);
    if (!plain) facts.waited = std::max(facts.waited, waited(cases, policy, row, as_of));
  }
  if (plain) facts.waited = Days{std::int64_t{today} - first_listed};
  facts.filing_date = Day::from_days_since_epoch(first_filing);
}

UnitFacts unit_facts(const CaseTable& cases,
                     const CompiledPolicy& policy,
                     UnitIndex unit,
                     Day as_of) {
  UnitFacts facts;
  read_unit_facts(cases, policy, unit, as_of, facts);
  return facts;
}

UnitFacts unit_facts_of(const CaseTable& cases,
                        const CompiledPolicy& policy,
                        CaseRow row,
                        Day as_of) {
  UnitFacts facts;
  read_unit_facts(cases, policy, cases.unit(row), as_of, facts, row);
  return facts;
}

std::optional<Day> day_waited(const CaseTable& cases,
                              const CompiledPolicy& policy,
                              CaseRow row,
                              Days days) {
  std::int64_t left = days.count();
  std::int64_t at = cases.listed_on(row).days_since_epoch();
  if (pauses_excluded(policy)) {
    for (const Pause& pause : cases.pauses(row)) {
      const std::int64_t running = pause.from.days_since_epoch() - at;
      if (left <= running) break;
      left -= std::max<std::int64_t>(running, 0);
      if (!pause.to) return std::nullopt;
      at = std::max<std::int64_t>(at, pause.to->days_since_epoch());
    }
  }
  return Day::from_days_since_epoch(at + left);
}

std::optional<Day> first_day_waited(const CaseTable& cases,
                                    const CompiledPolicy& policy,
                                    std::span<const CaseRow> rows,
                                    Days days) {
  std::optional<Day> first;
  for (const CaseRow row : rows) {
    const auto day = day_waited(cases, policy, row, days);
    if (day && (!first || *day < *first)) first = day;
  }
  return first;
}

}  // namespace waitlist
