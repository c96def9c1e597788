// Answers that were received too long ago (policy-format.md section 4).
#pragma once

#include "cases/case_columns.h"
#include "policy/policy_tables.h"

#include <optional>
#include <span>

namespace waitlist {

/// The records of a case that may grow stale: none under a policy whose answers never do.
[[nodiscard]] inline std::span<const AnswerRecord> records_that_age(const CaseTable& cases,
                                                                    const PolicyTables& tables,
                                                                    CaseRow row) noexcept {
  if (tables.valid_days.empty()) return {};
  return cases.columns().rare.records(row);
}

/// The first day on which the answer of this record is stale; nullopt: it never is. Requires a
/// policy under which answers grow stale.
[[nodiscard]] inline std::optional<Day> stale_from(const CaseTable& cases,
                                                   const PolicyTables& tables,
                                                   CaseRow row,
                                                   const AnswerRecord& record) noexcept {
  const Days valid = tables.valid_days[record.fact];
  const bool ages = record.received_on && valid != Days{INT64_MAX} &&
                    cases.columns().answers.answer(row, record.fact).known();
  if (!ages) return std::nullopt;
  return *record.received_on + valid + Days{1};
}

}  // namespace waitlist
