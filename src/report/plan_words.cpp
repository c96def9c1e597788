#include "report/plan_words.h"

#include "report/finding_words.h"
#include "report/policy_words.h"

#include <algorithm>
#include <optional>

namespace waitlist {
namespace {

std::optional<std::string> criterion_label(const CompiledPolicy& policy, const std::string& id) {
  for (const CriterionRule& rule : policy.written().criteria) {
    if (rule.name() == id) return label_of(policy, rule);
  }
  return std::nullopt;
}

std::string group_label(const CompiledPolicy& policy, const std::string& id) {
  for (const GroupRule& group : policy.written().groups) {
    if (group.id == id) return group.label;
  }
  return id;
}

std::string ceiling_label(const CompiledPolicy& policy, const std::string& id) {
  for (const CeilingRule& ceiling : policy.written().ceilings) {
    if (ceiling.id == id) return ceiling.label;
  }
  return id;
}

}  // namespace

std::string rule_in_words(const PolicyPlan& plan, const PlannedRule& rule) {
  const CompiledPolicy& policy = rule.after ? plan.after.policy() : plan.before.policy();
  switch (rule.kind) {
    case ContributionKind::answer:
    case ContributionKind::unknown: return criterion_label(policy, rule.id).value_or(rule.id);
    case ContributionKind::constant: return group_label(policy, rule.id) + ": every case";
    case ContributionKind::age: return "Age of the youngest child";
    case ContributionKind::more_children: return "Further young children";
    case ContributionKind::overlap:
      return group_label(policy, rule.group) + ": the same thing counts once";
    case ContributionKind::cap: return group_label(policy, rule.group) + ": at most so much";
    case ContributionKind::ceiling: return ceiling_label(policy, rule.id);
    case ContributionKind::unknown_limit: return "Limit on points for what is not known";
    case ContributionKind::waiting: return "Waiting";
    case ContributionKind::filing: return "Filing date";
  }
  return rule.id;
}

std::string standing_in_words(PlanStanding standing) {
  switch (standing) {
    case PlanStanding::ranked: return "ranked";
    case PlanStanding::on_hold: return apart_in_words(ApartReason::on_hold);
    case PlanStanding::duty_allocated: return apart_in_words(ApartReason::duty_allocated);
    case PlanStanding::allocated: return apart_in_words(ApartReason::allocated);
    case PlanStanding::withdrawn: return apart_in_words(ApartReason::withdrawn);
    case PlanStanding::not_yet_listed: return apart_in_words(ApartReason::not_yet_listed);
    case PlanStanding::faulty: return "faulty";
    case PlanStanding::absent: return "not on the list";
  }
  return {};
}

}  // namespace waitlist
