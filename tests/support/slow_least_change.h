// The least change looked for by trying everything: every answer of every fact, every set of facts
// and every day, the whole list ranked each time. Shares nothing with the library but rank().
#pragma once

#include <waitlist/queue/least_change.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace waitlist::slow_least_change {

/// A list under a policy on a day, and what is asked of it.
struct Question {
  const CompiledPolicy& policy;
  const std::vector<Case>& cases;
  Day as_of;
  std::size_t asked = 0;  ///< place of the case
  LeastChangeGoal goal;
};

/// Facts of the schema, and the answers that they take.
using Change = std::vector<std::pair<FactIndex, Answer>>;

struct Found {
  bool reached = false;
  std::vector<Change> changes;
  std::optional<Day> on;
};

/// Sets of up to so many facts, and so many days.
[[nodiscard]] Found least_change(const Question& question, std::size_t facts, int days);

}  // namespace waitlist::slow_least_change
