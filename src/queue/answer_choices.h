// The answers that a fact could take instead of its own, those that nothing tells apart once.
#pragma once

#include <waitlist/cases/answer.h>

#include "cases/contradiction_table.h"
#include "policy/policy_tables.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace waitlist {

/// The case of which an answer is to change.
struct ChoiceCase {
  const PolicyTables& tables;
  MeasureDays days;
  /// Dates with which an order by the fact can compare it; none where no order looks at it.
  std::span<const Day> order_dates;
};

/// As many answers of one fact, told apart, are tried.
inline constexpr std::size_t kChoicesMax = 4096;

/// The answers, those with fewest steps from `now` first (docs/reference/least-change.md); without
/// those that do all that `now` does, unless it is `stale` or not known. nullopt: too many.
[[nodiscard]] std::optional<std::vector<Answer>> answer_choices(const ChoiceCase& one,
                                                                FactIndex fact,
                                                                Answer now,
                                                                bool stale);

}  // namespace waitlist
