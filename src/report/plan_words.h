// What a plan says, for text and page alike.
#pragma once

#include <waitlist/queue/policy_plan.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// What the text and the page end with.
inline constexpr std::string_view kPlanLimit =
    "Where the rules of the policies differ, their points need not measure the same thing. A place "
    "says who stands before whom under its policy.";

/// A team or an area without a name.
inline constexpr const char* kNoneRecorded = "(none recorded)";

/// `DASH score`, `Waiting`, `Age of the youngest child`: in the words of whichever policy has it.
[[nodiscard]] std::string rule_in_words(const PolicyPlan& plan, const PlannedRule& rule);

/// Whether the place of a case, its tier or its duty to be allocated differs.
[[nodiscard]] bool stands_otherwise(const PolicyPlan& plan, const PlannedCase& one);

/// `new`, `gone`, or nothing where both policies have the line.
[[nodiscard]] std::string rule_change_in_words(const PlannedRule& rule);

/// `on hold`, `faulty`, `not on the list`, …
[[nodiscard]] std::string standing_in_words(PlanStanding standing);

/// `National criteria (national_criteria_2009 1.0.0)`.
[[nodiscard]] std::string policy_named(const CompiledPolicy& policy);

/// `As of 5 October 2009, by the facts and the days of this list.`
[[nodiscard]] std::string plan_premise_in_words(const PolicyPlan& plan);

/// How many cases both rank, and how they move.
[[nodiscard]] std::string plan_counts_in_words(const PolicyPlan& plan);

/// A sentence each: ranked by one policy alone, and by neither. Those about nobody are left out.
[[nodiscard]] std::vector<std::string> unplaced_in_words(const PolicyPlan& plan);

/// A sentence for each policy that sets rows apart as faulty.
[[nodiscard]] std::vector<std::string> set_apart_in_words(const PolicyPlan& plan);

/// A sentence each: who has to be allocated now and who no longer, and actions that differ. Those
/// about nobody are left out.
[[nodiscard]] std::vector<std::string> duties_in_words(const PolicyPlan& plan);

/// Cases that go farthest one way, the farthest first; among equals by the later order.
[[nodiscard]] std::vector<const PlannedCase*> farthest_moves(const PolicyPlan& plan,
                                                             std::size_t count,
                                                             bool down);

}  // namespace waitlist
