// Points of one scale and of one group, read literally from sections 4 and 6 of the policy format.
#pragma once

#include <waitlist/policy/policy.h>

#include <cstdint>
#include <vector>

namespace waitlist::slow_oracle {

/// Thousandths of the last range whose `from` is not above the number.
[[nodiscard]] std::int64_t in_range(const ByRange& scale, std::int64_t number);

/// The largest number of thousandths that any given answer can earn.
[[nodiscard]] std::int64_t most_of(const CriterionRule& rule);

[[nodiscard]] std::int64_t unknown_of(const CriterionRule& rule, const UnknownRule& unknown);

[[nodiscard]] std::int64_t combined(const GroupRule& group,
                                    const std::vector<std::int64_t>& numbers);

}  // namespace waitlist::slow_oracle
