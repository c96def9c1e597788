// What placing units of several places costs at the least: if a unit could be shared among
// practitioners, place by place. That is a flow, so it is exact.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <cstdint>
#include <vector>

namespace waitlist {

struct SharedBound {
  std::int64_t bound = 0;
  /// Of each unit the practitioner who would have all of it; kShared: several would.
  std::vector<PractitionerIndex> whole;
  /// Of each unit that several would share, who.
  std::vector<std::vector<PractitionerIndex>> sharers;
  static constexpr PractitionerIndex kShared{UINT32_MAX};
};

/// Requires units that can all be placed at once, as `placed` says.
[[nodiscard]] SharedBound shared_bound(const AssignmentProblem& problem,
                                       const std::vector<bool>& placed);

}  // namespace waitlist
