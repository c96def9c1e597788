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

/// What an answer says of a condition on its fact.
struct AnswerTruth {
  bool certain = false;   ///< whatever becomes known
  bool used = false;      ///< on what is known
  bool possible = false;  ///< if the right thing becomes known
};

/// `stale`: the answer is known, and was received too long ago.
[[nodiscard]] AnswerTruth answer_truth(const ConditionTable& condition,
                                       Answer answer,
                                       const MeasureDays& days,
                                       bool stale);

}  // namespace waitlist
