// From which day on a unit must be allocated (policy-format.md section 10, step 5).
#pragma once

#include <waitlist/scoring/score.h>

#include <algorithm>
#include <optional>
#include <span>

namespace waitlist {

/// The day from which each part of `must_allocate` holds; nullopt where it never does.
struct DueDays {
  std::optional<Day> by_waiting;
  std::optional<Day> by_filing;

  [[nodiscard]] std::optional<Day> first() const noexcept {
    if (!by_waiting || !by_filing) return by_waiting ? by_waiting : by_filing;
    return std::min(*by_waiting, *by_filing);
  }
};

/// Of a unit with these ranked cases and this filing date.
[[nodiscard]] DueDays due_days(const CaseTable& cases,
                               const CompiledPolicy& policy,
                               std::span<const CaseRow> ranked,
                               const std::optional<Day>& filing_date);

/// Days since due_on() of a case for which `must_allocate` holds.
[[nodiscard]] Days days_overdue(const CaseTable& cases,
                                const CompiledPolicy& policy,
                                CaseRow row,
                                const Score& score,
                                Day as_of);

}  // namespace waitlist
