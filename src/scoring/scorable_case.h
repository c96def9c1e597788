// The checks of check_scorable() one by one, for lists that outlive a day.
#pragma once

#include <waitlist/scoring/score.h>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// The day itself.
void check_as_of(const CompiledPolicy& policy, Day as_of, Errors& errors);

/// The decision, unless it has ended by this day; null: there is none.
[[nodiscard]] const ManagerDecision* not_ended(const ManagerDecision* decision, Day from) noexcept;

/// What a policy must be able to say about an awaiting case.
void check_scorable_case(const CompiledPolicy& policy,
                         std::string_view case_id,
                         const std::optional<Day>& filing_date,
                         const ManagerDecision* decision,
                         Errors& errors);

/// The cases that check_scorable() would refuse, each with all its faults.
[[nodiscard]] std::vector<std::pair<CaseRow, Errors>> unscorable_cases(const CaseTable& cases,
                                                                       const CompiledPolicy& policy,
                                                                       Day as_of);

/// Every awaiting case whatever its listing, for days from this one on: then only the day itself is
/// left to check.
[[nodiscard]] Errors check_scorable_from(const CaseTable& cases,
                                         const CompiledPolicy& policy,
                                         Day from);

}  // namespace waitlist
