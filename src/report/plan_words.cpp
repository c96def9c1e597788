#include "report/plan_words.h"

#include "report/finding_words.h"
#include "report/plain_words.h"
#include "report/policy_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <map>
#include <optional>

namespace waitlist {
namespace {

constexpr std::size_t kPlannedIdsShown = 20;

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

/// `A, B and C`; of very many the first, and how many more.
std::string ids(const std::vector<std::string>& all) {
  if (all.size() <= kPlannedIdsShown) return listed(all);
  const std::vector<std::string> first(all.begin(), all.begin() + kPlannedIdsShown);
  return listed(first, ", ") + " and " + std::to_string(all.size() - kPlannedIdsShown) + " more";
}

template <class Has>
std::vector<std::string> ids_where(const PolicyPlan& plan, Has has) {
  std::vector<std::string> found;
  for (const PlannedCase& one : plan.cases) {
    if (has(one)) found.emplace_back(plan.after.cases().case_id(one.after.row));
  }
  return found;
}

/// Ids as read, on one line each; `a row without an id` where none could be read.
std::string ids_as_read(const std::vector<std::string>& all) {
  std::vector<std::string> named;
  named.reserve(all.size());
  for (const std::string& id : all) {
    named.push_back(id.empty() ? "a row without an id" : clipped(id));
  }
  return ids(named);
}

/// `13 on hold and 2 faulty`: rows without a place, by how they stand.
std::string counted_standings(const std::vector<UnplacedCase>& rows,
                              PlanStanding UnplacedCase::*side) {
  std::map<PlanStanding, std::size_t> counts;
  for (const UnplacedCase& row : rows) ++counts[row.*side];
  std::vector<std::string> words;
  words.reserve(counts.size());
  for (const auto& [standing, count] : counts) {
    words.push_back(std::to_string(count) + ' ' + standing_in_words(standing));
  }
  return listed(words);
}

template <class Has>
std::vector<UnplacedCase> unplaced_where(const PolicyPlan& plan, Has has) {
  std::vector<UnplacedCase> found;
  std::ranges::copy_if(plan.unplaced, std::back_inserter(found), has);
  return found;
}

std::string by_neither(const PolicyPlan& plan) {
  const auto rows = unplaced_where(plan, [](const UnplacedCase& one) { return one.by_neither(); });
  if (rows.empty()) return {};
  std::string text = count_of(rows.size(), "row of the list has", "rows of the list have") +
                     " no place under either policy: ";
  const std::string before = counted_standings(rows, &UnplacedCase::before);
  const std::string after = counted_standings(rows, &UnplacedCase::after);
  text += before == after ? before : before + " before; " + after + " after";
  return text + ".";
}

void add_by_one(std::vector<std::string>& sentences, const PolicyPlan& plan) {
  const auto one_sided = [&](const std::vector<std::string>& only,
                             PlanStanding UnplacedCase::*ranked, PlanStanding UnplacedCase::*other,
                             std::string_view when, std::string_view otherwise) {
    if (only.empty()) return;
    const auto rows = unplaced_where(
        plan, [&](const UnplacedCase& one) { return one.*ranked == PlanStanding::ranked; });
    sentences.push_back("Ranked " + std::string{when} + " only: " + ids(only) + " (" +
                        std::string{otherwise} + ": " + counted_standings(rows, other) + ").");
  };
  one_sided(plan.only_before, &UnplacedCase::before, &UnplacedCase::after, "before", "after");
  one_sided(plan.only_after, &UnplacedCase::after, &UnplacedCase::before, "after", "before");
}

void add_faulty_under(std::vector<std::string>& sentences,
                      std::string_view policy,
                      const std::vector<std::string>& rows) {
  if (rows.empty()) return;
  sentences.push_back(count_of(rows.size(), "row is", "rows are") + " not ranked by the " +
                      std::string{policy} + " policy and must be looked at: " + ids_as_read(rows) +
                      ".");
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

bool stands_otherwise(const PolicyPlan& plan, const PlannedCase& one) {
  return one.falls_by() != 0 || one.must_now() || one.must_no_longer() ||
         plan.before.policy().tier_id(one.before.score.tier) !=
             plan.after.policy().tier_id(one.after.score.tier);
}

std::string rule_change_in_words(const PlannedRule& rule) {
  if (!rule.before) return "new";
  return rule.after ? "" : "gone";
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

std::string policy_named(const CompiledPolicy& policy) {
  return policy.written().title + " (" + policy.stamp().id + " " + policy.stamp().version + ")";
}

std::string plan_premise_in_words(const PolicyPlan& plan) {
  return "As of " + long_date(plan.after.as_of()) + ", by the facts and the days of this list.";
}

std::string plan_counts_in_words(const PolicyPlan& plan) {
  const PlannedMoves& all = plan.all;
  const std::size_t stay = all.cases - all.up - all.down;
  return count_of(all.cases, "case is", "cases are") +
         " ranked by both: " + count_of(all.up, "goes up", "go up") + ", " +
         count_of(all.down, "goes down", "go down") + ", " +
         count_of(stay, "keeps its place", "keep their place") + ".";
}

std::vector<std::string> unplaced_in_words(const PolicyPlan& plan) {
  std::vector<std::string> sentences;
  add_by_one(sentences, plan);
  if (std::string neither = by_neither(plan); !neither.empty()) {
    sentences.push_back(std::move(neither));
  }
  return sentences;
}

std::vector<std::string> set_apart_in_words(const PolicyPlan& plan) {
  std::vector<std::string> sentences;
  add_faulty_under(sentences, "earlier", plan.faulty_before);
  add_faulty_under(sentences, "later", plan.faulty_after);
  return sentences;
}

std::vector<std::string> duties_in_words(const PolicyPlan& plan) {
  std::vector<std::string> sentences;
  const auto now = ids_where(plan, [](const PlannedCase& one) { return one.must_now(); });
  const auto no_longer =
      ids_where(plan, [](const PlannedCase& one) { return one.must_no_longer(); });
  if (!now.empty()) {
    sentences.push_back("Has to be allocated, and did not: " + ids(now) + ".");
  }
  if (!no_longer.empty()) {
    sentences.push_back("Had to be allocated, and does not: " + ids(no_longer) + ".");
  }
  for (const PlannedAction& action : plan.actions) {
    if (!action.now.empty()) {
      sentences.push_back("New for " + ids(action.now) + ": " + sentence(action.action));
    }
    if (!action.no_longer.empty()) {
      sentences.push_back("No longer for " + ids(action.no_longer) + ": " +
                          sentence(action.action));
    }
  }
  return sentences;
}

std::vector<const PlannedCase*> farthest_moves(const PolicyPlan& plan,
                                               std::size_t count,
                                               bool down) {
  std::vector<const PlannedCase*> found;
  for (const PlannedCase& one : plan.cases) {
    if (down ? one.falls_by() > 0 : one.falls_by() < 0) found.push_back(&one);
  }
  std::ranges::stable_sort(found, std::ranges::greater{},
                           [](const PlannedCase* one) { return std::abs(one->falls_by()); });
  found.resize(std::min(found.size(), count));
  return found;
}

}  // namespace waitlist
