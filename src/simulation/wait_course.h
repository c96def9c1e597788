// What a policy makes of one pattern of facts as the wait grows, in ticks finer than its days.
#pragma once

#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include <cstdint>
#include <vector>

namespace waitlist {

/// A stretch of a wait on which the tier stays and the points are a straight line.
struct WaitStage {
  std::int64_t from = 0;  ///< ticks waited
  TierIndex tier = 0;
  std::int64_t points = 0;  ///< at `from`, in parts of a thousandth times ticks per day
  std::int64_t slope = 0;   ///< parts a day, so that a tick adds exactly this much
};

struct WaitCourse {
  std::vector<WaitStage> stages;  ///< never empty, the first from 0
  Points risk;
  std::vector<Points> groups;  ///< as used, by place in the policy
  std::int64_t parts = 1;      ///< CompiledPolicy::point_parts()

  [[nodiscard]] const WaitStage& at(std::int64_t waited) const noexcept {
    std::size_t stage = stages.size() - 1;
    while (stages[stage].from > waited) --stage;
    return stages[stage];
  }

  [[nodiscard]] static std::int64_t points(const WaitStage& stage, std::int64_t waited) noexcept {
    return stage.points + stage.slope * (waited - stage.from);
  }
};

/// The course of a case that stands alone, without filing date, decision or pauses. Its points on
/// whole days are those of score_on(), times `ticks_per_day`. Requires waits that count in days.
[[nodiscard]] WaitCourse wait_course(const CaseTable& cases,
                                     const CompiledPolicy& policy,
                                     CaseRow row,
                                     std::int64_t ticks_per_day);

}  // namespace waitlist
