// Ages of children, read literally from section 5 of the policy format.
#pragma once

#include <waitlist/cases/case.h>
#include <waitlist/policy/policy.h>

#include "support/slow_filing.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace waitlist::slow_oracle {

/// Whether the child is one of its case on the day.
[[nodiscard]] bool belongs(const Child& child, Day as_of);

/// Months of every child of a unit, and of one for each case without any; nullopt: not known.
[[nodiscard]] std::vector<std::optional<std::int64_t>> ages_of(const std::vector<const Case*>& unit,
                                                               AgeAt at,
                                                               Day as_of);

/// The age number of a case by the months of its unit's children.
[[nodiscard]] std::int64_t age_number(const AgeRule& rule,
                                      const std::vector<std::optional<std::int64_t>>& ages,
                                      Reading reading,
                                      const RowHolds& holds);

}  // namespace waitlist::slow_oracle
