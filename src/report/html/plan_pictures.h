// The pictures of a plan: places before and after, and what rules move.
#pragma once

#include <waitlist/queue/policy_plan.h>

#include <cstddef>
#include <string>

namespace waitlist::html {

/// At most so many lines each way: more labels stand in no picture that can be read.
inline constexpr std::size_t kSlopesEachWay = 20;

struct PlanSlopes {
  std::string svg;  ///< empty: nobody moves
  std::string title, note;
};

/// The cases that move farthest each way, `top` of them or kSlopesEachWay, whichever is less.
[[nodiscard]] PlanSlopes plan_slopes(const PolicyPlan& plan, std::size_t top);

/// A bar for each rule of the first `top`, as a figure. Requires that there is a rule.
[[nodiscard]] std::string plan_rules_chart(const PolicyPlan& plan, std::size_t top);

}  // namespace waitlist::html
