#include <waitlist/base/limits.h>

#include "cases/case_columns.h"
#include "scoring/scorable_case.h"

#include <string>
#include <utility>

namespace waitlist {
namespace {

std::string band_list(const CompiledPolicy& policy) {
  std::string list;
  for (const BandRule& band : policy.written().bands) {
    if (!list.empty()) list += ", ";
    list += band.id;
  }
  return list;
}

/// `case_id` is empty where the fault is of no one case.
void add(Errors& errors,
         ErrorCode code,
         std::string_view case_id,
         std::string field,
         std::string_view found,
         std::string reason) {
  if (errors.size() >= limits::kErrorsMax) return;
  errors.push_back({code, "cases", 0, 0, std::move(field), clipped(found), std::move(reason)});
  errors.back().case_id = clipped(case_id);
}

void add_uncovered(const CompiledPolicy& policy,
                   Day day,
                   std::string_view case_id,
                   std::string field,
                   const std::string& what,
                   Errors& errors) {
  const WorkingCalendar& calendar = policy.calendar();
  add(errors, ErrorCode::calendar_ends, case_id, std::move(field), day.text(),
      what + " is outside the holiday data, which covers " + calendar.first_day().text() + " to " +
          calendar.last_day().text());
}

}  // namespace

void check_as_of(const CompiledPolicy& policy, Day as_of, Errors& errors) {
  if (!policy.written().filing || policy.calendar().covers(as_of)) return;
  add_uncovered(policy, as_of, {}, "as_of", "the as-of date", errors);
}

const ManagerDecision* not_ended(const ManagerDecision* decision, Day from) noexcept {
  return decision != nullptr && decision->expires_on > from ? decision : nullptr;
}

void check_scorable_case(const CompiledPolicy& policy,
                         std::string_view case_id,
                         const std::optional<Day>& filing_date,
                         const ManagerDecision* decision,
                         Errors& errors) {
  const auto& filing = policy.written().filing;
  if (filing && filing_date && !policy.calendar().covers(*filing_date - filing->effort)) {
    add_uncovered(policy, *filing_date - filing->effort, case_id, "filing_date",
                  "the latest start, " + std::to_string(filing->effort.count()) +
                      " days before the filing date " + filing_date->text() + ',',
                  errors);
  }
  if (decision != nullptr && !policy.find_band(decision->band)) {
    add(errors, ErrorCode::unknown_reference, case_id, "decision", decision->band,
        "the policy " + policy.stamp().id + " has no such band; it has " + band_list(policy));
  }
}

namespace {

/// Whether the cases have the schema of the policy.
bool check_schema(const CaseTable& cases, const CompiledPolicy& policy, Errors& errors) {
  if (cases.schema().digest() == policy.schema().digest()) return true;
  add(errors, ErrorCode::inconsistent, {}, "facts", cases.schema().id(),
      "the cases were read under another fact schema than the policy " + policy.stamp().id +
          " was compiled with");
  return false;
}

/// Filing dates of which the holiday data says all, as columns hold them.
struct FilingDates {
  std::int32_t first = INT32_MIN;
  std::int32_t last = INT32_MAX;

  [[nodiscard]] bool has(std::int32_t date) const noexcept {
    return (first <= date && date <= last) || date >= CaseTable::Columns::kKnownNone;
  }
};

FilingDates filing_dates_covered(const CompiledPolicy& policy) {
  const auto& filing = policy.written().filing;
  if (!filing) return {};
  const WorkingCalendar& calendar = policy.calendar();
  return {(calendar.first_day() + filing->effort).days_since_epoch(),
          (calendar.last_day() + filing->effort).days_since_epoch()};
}

/// Every awaiting case that is listed by the day. Decisions that ended by `from` are not looked at:
/// they decide nothing any more, whatever bands they name. `errors_of` a row is where its faults
/// go.
template <class ErrorsOf>
void check_rows(const CaseTable& cases,
                const CompiledPolicy& policy,
                Day listed_by,
                Day from,
                ErrorsOf errors_of) {
  const CaseTable::Columns& columns = cases.columns();
  const std::int32_t last_listed = listed_by.days_since_epoch();
  const FilingDates covered = filing_dates_covered(policy);
  for (CaseRow row = 0; row < columns.size(); ++row) {
    if (columns.status[row] != CaseStatus::awaiting || columns.listed_on[row] > last_listed) {
      continue;
    }
    const ManagerDecision* decision = columns.rare.decision(row);
    if (decision == nullptr && covered.has(columns.filing_date[row])) continue;
    check_scorable_case(policy, cases.case_id(row), cases.filing_date(row),
                        not_ended(decision, from), errors_of(row));
  }
}

void check_cases(
    const CaseTable& cases, const CompiledPolicy& policy, Day listed_by, Day from, Errors& errors) {
  if (!check_schema(cases, policy, errors)) return;
  check_rows(cases, policy, listed_by, from, [&errors](CaseRow) -> Errors& { return errors; });
}

}  // namespace

Errors check_scorable(const CaseTable& cases, const CompiledPolicy& policy, Day as_of) {
  Errors errors;
  check_as_of(policy, as_of, errors);
  check_cases(cases, policy, as_of, as_of, errors);
  return errors;
}

std::vector<std::pair<CaseRow, Errors>> unscorable_cases(const CaseTable& cases,
                                                         const CompiledPolicy& policy,
                                                         Day as_of) {
  std::vector<std::pair<CaseRow, Errors>> found;
  found.emplace_back();
  check_rows(cases, policy, as_of, as_of, [&found](CaseRow row) -> Errors& {
    if (!found.back().second.empty()) found.emplace_back();
    found.back().first = row;
    return found.back().second;
  });
  if (found.back().second.empty()) found.pop_back();
  return found;
}

Errors check_scorable_from(const CaseTable& cases, const CompiledPolicy& policy, Day from) {
  Errors errors;
  check_cases(cases, policy, Day::last(), from, errors);
  return errors;
}

}  // namespace waitlist
