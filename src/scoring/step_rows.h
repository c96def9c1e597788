// Rows of which the first that fits, and whose conditions hold, counts: ages and working days.
#pragma once

#include "policy/rule_tables.h"
#include "scoring/conditions.h"

#include <algorithm>
#include <optional>

namespace waitlist {

/// What rows come to as far as answers tell: the fewest and the most points of the rows that could
/// be the one, and those of the one in use.
class RowChoice {
 public:
  /// Rows come in their order. True: no later one can be the one.
  bool note(Points points, const Truth& holds) noexcept {
    if (holds.used && !used_) used_ = points;
    if (holds.most) {
      least_ = least_ ? std::min(*least_, points) : points;
      most_ = most_ ? std::max(*most_, points) : points;
    }
    return holds.least;
  }

  /// Behind the last row nothing is earned.
  void end() noexcept { static_cast<void>(note(Points{}, {true, true, true})); }

  /// Requires a row that is certainly the one, or the end.
  [[nodiscard]] Readings<Points> points() const noexcept {
    return {least_.value_or(Points{}), used_.value_or(Points{}), most_.value_or(Points{})};
  }

 private:
  std::optional<Points> least_, used_, most_;
};

}  // namespace waitlist
