#include "report/robustness_words.h"

#include "report/plain_words.h"
#include "report/policy_words.h"

#include <algorithm>
#include <string_view>

namespace waitlist {
namespace {

const CriterionRule* criterion_named(const CompiledPolicy& policy, const std::string& id) {
  const std::vector<CriterionRule>& criteria = policy.written().criteria;
  const auto at = std::ranges::find(criteria, id, &CriterionRule::name);
  return at == criteria.end() ? nullptr : &*at;
}

std::string label_of_criterion(const CompiledPolicy& policy, const std::string& id) {
  const CriterionRule* const rule = criterion_named(policy, id);
  return rule == nullptr ? id : label_of(policy, *rule);
}

std::string label_of_level(const CompiledPolicy& policy, const VariedNumber& number) {
  const CriterionRule* const rule = criterion_named(policy, number.rule);
  if (rule == nullptr) return number.part;
  const auto fact = policy.schema().find(rule->fact);
  if (!fact) return number.part;
  const FactDefinition& definition = policy.schema().fact(*fact);
  const auto level = find_level(definition, number.part);
  return level ? definition.levels[*level].label : number.part;
}

std::string varied_group_label(const CompiledPolicy& policy, const std::string& id) {
  const std::vector<GroupRule>& groups = policy.written().groups;
  const auto at = std::ranges::find(groups, id, &GroupRule::id);
  return at == groups.end() ? id : at->label;
}

/// `from day 14`.
std::string rate_in_words(const CompiledPolicy& policy, const std::string& part) {
  const WaitingRule& rule = *policy.written().waiting;
  for (const WaitingRate& rate : rule.rates) {
    if ("from " + std::to_string(rate.from) == part) return from_in_words(rule.count, rate);
  }
  return part;
}

/// Whether the number is one of the age rule, not of a criterion that is called so.
bool is_of_ages(const CompiledPolicy& policy, const VariedNumber& number) {
  return number.rule == "age" && criterion_named(policy, number.rule) == nullptr;
}

std::string steps_of(const CompiledPolicy& policy, const VariedNumber& number) {
  if (is_of_ages(policy, number)) return "Age of the youngest child";
  return label_of_criterion(policy, number.rule);
}

}  // namespace

std::string varied_in_words(const CompiledPolicy& policy, const VariedNumber& number) {
  const auto of_criterion = [&](const std::string& part) {
    return label_of_criterion(policy, number.rule) + ": " + part;
  };
  switch (number.kind) {
    case VariedKind::level:
    case VariedKind::marker: return of_criterion(label_of_level(policy, number));
    case VariedKind::range:
    case VariedKind::two_facts: return of_criterion(number.part);
    case VariedKind::unknown: return of_criterion("not known");
    case VariedKind::per_step: return steps_of(policy, number) + ": each step";
    case VariedKind::per_start: return steps_of(policy, number) + ": start";
    case VariedKind::constant: return varied_group_label(policy, number.rule) + ": every case";
    case VariedKind::age: return "Age of the youngest child: " + number.part;
    case VariedKind::further_child: return "Each further young child";
    case VariedKind::waiting: return "Waiting: " + rate_in_words(policy, number.part);
    case VariedKind::slack: return "Filing date: slack " + number.part;
    case VariedKind::no_filing_date: return "No filing date";
  }
  return number.rule;
}

std::string variation_in_words(const VariedPolicy& varied) {
  const std::string share = std::to_string(varied.share_percent());
  std::string words = "No number of points varies.";
  if (!varied.numbers().empty()) {
    words = "What varies: " +
            count_of(varied.numbers().size(), "number of points, ", "numbers of points, ") +
            "each on its own, by up to " + share + " % more or less.";
  }
  if (varied.fixed() > 0) {
    words += ' ' + count_of(varied.fixed(), "number stays", "numbers stay") +
             " as written: no other thousandth lies in that share. A 0 stays 0.";
  }
  return words +
         " The points at which bands begin, caps and all other rules stay as they are. Points for "
         "what is not known never go above the most that is earned by what is known.";
}

}  // namespace waitlist
