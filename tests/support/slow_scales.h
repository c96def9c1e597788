// Points of one scale and of one group, read literally from sections 4 and 6 of the policy format.
#pragma once

#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/policy.h>

#include <cstdint>
#include <vector>

namespace waitlist::slow_oracle {

/// The number of a count, or how many markers are ticked.
[[nodiscard]] Decimal number_given(const FactDefinition& fact, Answer given);

/// Thousandths of a known answer, a date measured to this day.
[[nodiscard]] std::int64_t given_points(const CriterionRule& rule,
                                        const FactDefinition& fact,
                                        Answer given,
                                        Day measured_to);

/// The largest number of thousandths that any given answer can earn.
[[nodiscard]] std::int64_t most_of(const CriterionRule& rule, const FactDefinition& fact);

[[nodiscard]] std::int64_t unknown_of(const CriterionRule& rule,
                                      const FactDefinition& fact,
                                      const UnknownRule& unknown);

[[nodiscard]] std::int64_t combined(const GroupRule& group,
                                    const std::vector<std::int64_t>& numbers);

}  // namespace waitlist::slow_oracle
