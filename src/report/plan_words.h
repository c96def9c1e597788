// What the lines of a plan are called.
#pragma once

#include <waitlist/queue/policy_plan.h>

#include <string>

namespace waitlist {

/// `DASH score`, `Waiting`, `Age of the youngest child`: in the words of whichever policy has it.
[[nodiscard]] std::string rule_in_words(const PolicyPlan& plan, const PlannedRule& rule);

/// `on hold`, `faulty`, `not on the list`, …
[[nodiscard]] std::string standing_in_words(PlanStanding standing);

}  // namespace waitlist
