// What one known answer is worth and which conditions it meets (policy-format.md sections 4 and 9).
#pragma once

#include <waitlist/cases/answer.h>

#include "policy/policy_tables.h"

namespace waitlist {

/// What a group of numbers comes to before its cap.
[[nodiscard]] Points combined(Combine combine, Points sum, Points highest) noexcept;

/// Points of a known answer.
[[nodiscard]] Points known_points(const CriterionTable& criterion,
                                  Answer answer,
                                  const MeasureDays& days);

/// Whether an answer that is known meets a condition on its fact.
[[nodiscard]] bool answer_meets(const ConditionTable& condition,
                                Answer answer,
                                const MeasureDays& days);

}  // namespace waitlist
