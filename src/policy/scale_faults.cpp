#include "policy/scale_faults.h"

#include <waitlist/base/limits.h>

#include "base/points_text.h"
#include "policy/policy_faults.h"
#include "policy/scales/scale.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

/// What a fact of this kind is scored by.
const char* scale_for(FactKind kind) {
  switch (kind) {
    case FactKind::choice: return "a choice is scored by `levels`";
    case FactKind::checklist: return "a checklist is scored by `markers`";
    case FactKind::count:
    case FactKind::date: return "a count or date is scored by `ranges` or `per`";
  }
  return "";
}

/// `criterion[2]`, or the line of a group that stands for it.
std::string criterion_field(const Policy& policy, std::size_t index) {
  const CriterionRule& rule = policy.criteria[index];
  if (rule.in_group) {
    const auto group = std::ranges::find(policy.groups, rule.group, &GroupRule::id);
    return numbered("group", static_cast<std::size_t>(group - policy.groups.begin())) + ".yes." +
           rule.fact;
  }
  const auto end = policy.criteria.begin() + static_cast<std::ptrdiff_t>(index);
  const auto before = std::count_if(policy.criteria.begin(), end,
                                    [](const CriterionRule& one) { return !one.in_group; });
  return numbered("criterion", static_cast<std::size_t>(before));
}

void check_scale_of(FaultCollector& to,
                    const CriterionRule& rule,
                    const FactDefinition& fact,
                    const std::string& field) {
  const auto fits = [&fact](const auto& scale) { return can_score(scale, fact.kind); };
  if (!std::visit(fits, rule.scale)) {
    to.add(ErrorCode::wrong_type, rule.place, field, rule.fact, scale_for(fact.kind));
    return;
  }
  const ScaleCheck check{to, fact, rule.place, field, greatest_number(rule, fact)};
  std::visit([&check](const auto& scale) { check_scale(scale, check); }, rule.scale);
  if (rule.unknown) {
    to.check_points(*rule.unknown, rule.place, field + ".unknown");
    if (*rule.unknown > most_points(rule, fact)) {
      to.add(ErrorCode::inconsistent, rule.place, field + ".unknown", "",
             "an unknown answer cannot be worth more than the worst known one");
    }
  }
}

/// `names`: of the criteria before.
void check_name(FaultCollector& to,
                const CriterionRule& rule,
                const std::string& field,
                std::set<std::string_view>& names) {
  if (!rule.id.empty() && !is_policy_id(rule.id)) {
    to.add(ErrorCode::unknown_word, rule.place, field + ".id", rule.id,
           "1 to 64 letters, digits, `_`, `.` and `-`");
    return;
  }
  const bool by_two = std::holds_alternative<ByTwoFacts>(rule.scale);
  const auto same_fact =
      std::ranges::count_if(to.policy().criteria, [&rule](const CriterionRule& other) {
        return other.fact == rule.fact && !std::holds_alternative<ByTwoFacts>(other.scale);
      });
  if (rule.id.empty() && by_two) {
    to.add(ErrorCode::missing_name, rule.place, field + ".id", rule.fact,
           "a criterion by two facts needs an `id`");
    return;
  }
  const bool first = names.insert(rule.name()).second;
  if (rule.id.empty() && same_fact > 1) {
    to.add(ErrorCode::missing_name, rule.place, field + ".id", rule.fact,
           "another criterion scores this fact, too: give each of them an `id`");
  } else if (!first) {
    to.add(ErrorCode::duplicate_name, rule.place, field + ".id", rule.name(),
           "an earlier criterion has this id (without one, it is that of the fact)");
  }
}

}  // namespace

void check_criteria(FaultCollector& to) {
  const auto& criteria = to.policy().criteria;
  if (criteria.size() > limits::kCriteriaMax) {
    to.add(ErrorCode::too_large, to.policy().id_place, "criterion", std::to_string(criteria.size()),
           "at most " + std::to_string(limits::kCriteriaMax) + " criteria");
    return;
  }
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const CriterionRule& rule = criteria[i];
    const std::string field = criterion_field(to.policy(), i);
    check_name(to, rule, field, names);
    to.check_conditions(rule.when, field, WhenOf::criterion);
    to.check_group(rule.group, rule.place, field + ".group");
    to.check_origin(rule.origin, rule.place, field);
    if (rule.valid && (*rule.valid < Days{1} || *rule.valid > Days{limits::kDaysMax})) {
      to.add(ErrorCode::out_of_range, rule.place, field + ".valid_days",
             std::to_string(rule.valid->count()), "days, 1 to " + std::to_string(limits::kDaysMax));
    }
    const bool by_two = std::holds_alternative<ByTwoFacts>(rule.scale);
    const FactDefinition* fact = to.fact(rule.fact, rule.place, field + (by_two ? ".by" : ".fact"));
    if (fact != nullptr && fact->kind != FactKind::date && rule.measured != MeasuredTo::listed) {
      to.add(ErrorCode::wrong_type, rule.place, field + ".measured", rule.fact,
             "only a date is measured to a day");
    }
    if (fact != nullptr && fact->kind != FactKind::date && rule.unit != DateUnit::days) {
      to.add(ErrorCode::wrong_type, rule.place, field + ".unit", rule.fact,
             "only of a date are days, months or years counted");
    }
    if (fact != nullptr) check_scale_of(to, rule, *fact, field);
  }
}

void check_age(FaultCollector& to) {
  if (!to.policy().age) return;
  const AgeRule& rule = *to.policy().age;
  to.check_group(rule.group, rule.place, "age.group");
  to.check_origin(rule.origin, rule.place, "age");
  if (rule.per) {
    check_per(*rule.per, limits::kAdultMonths - 1, {to, rule.place, "age.per"});
  } else if (rule.points.empty() || rule.points.back().under.count() != limits::kAdultMonths) {
    to.add(ErrorCode::incomplete_cover, rule.points.empty() ? rule.place : rule.points.back().place,
           "age.points", "",
           "the last row is `under_months = 216`, so that every child's age has points");
  }
  for (std::size_t i = 0; i < rule.points.size(); ++i) {
    const AgePoints& row = rule.points[i];
    const std::string field = numbered("age.points", i);
    to.check_points(row.points, row.place, field + ".points");
    to.check_conditions(row.when, field, WhenOf::age_row);
    const bool first = i == 0;
    const std::int64_t before = first ? 0 : rule.points[i - 1].under.count();
    const bool repeats = !first && row.under.count() == before;
    if (row.under.count() < before || row.under.count() == 0 ||
        (repeats && rule.points[i - 1].when.empty())) {
      to.add(ErrorCode::incomplete_cover, row.place, field + ".under_months",
             std::to_string(row.under.count()),
             "`under_months` rises strictly; only behind a row with conditions it may repeat");
    }
  }
  if (!rule.points.empty() && !rule.points.back().when.empty()) {
    to.add(ErrorCode::incomplete_cover, rule.points.back().place, "age.points", "",
           "the last row has no conditions, so that every child's age has points");
  }
  if (rule.further_children) {
    to.check_points(rule.further_children->points, rule.place, "age.further_children.points");
    to.check_points(rule.further_children->maximum, rule.place, "age.further_children.maximum");
    const std::int64_t under = rule.further_children->under.count();
    if (under < 1 || under > limits::kAdultMonths) {
      to.add(ErrorCode::out_of_range, rule.place, "age.further_children.under_months",
             std::to_string(under), "1 to 216 months");
    }
  }
}

void check_unknown(FaultCollector& to) {
  const UnknownRule& rule = to.policy().unknown;
  if (rule.total_cap) to.check_points(*rule.total_cap, rule.place, "unknown.total_cap");
  if (rule.chase_after &&
      (rule.chase_after->count() < 0 || rule.chase_after->count() > limits::kDaysMax)) {
    to.add(ErrorCode::out_of_range, rule.place, "unknown.chase_after_working_days",
           std::to_string(rule.chase_after->count()),
           "working days, 0 to " + std::to_string(limits::kDaysMax));
  }
}

void check_filing(FaultCollector& to) {
  if (!to.policy().filing) return;
  const FilingRule& rule = *to.policy().filing;
  to.check_origin(rule.origin, rule.place, "filing");
  to.check_points(rule.no_filing_date, rule.place, "filing.no_filing_date");
  if (rule.effort.count() < 0 || rule.effort.count() > limits::kDaysMax) {
    to.add(ErrorCode::out_of_range, rule.place, "filing.effort_days",
           std::to_string(rule.effort.count()), "days, 0 to " + std::to_string(limits::kDaysMax));
  }
  if (rule.slack.empty()) {
    to.add(ErrorCode::missing_value, rule.place, "filing.slack", "", "1 or more rows");
  }
  std::size_t conditional = 0;
  for (std::size_t i = 0; i < rule.slack.size(); ++i) {
    const SlackPoints& row = rule.slack[i];
    to.check_points(row.points, row.place, numbered("filing.slack", i) + ".points");
    to.check_conditions(row.when, numbered("filing.slack", i), WhenOf::slack_row);
    if (!row.when.empty()) ++conditional;
    const SlackPoints* before = i > 0 ? &rule.slack[i - 1] : nullptr;
    const bool repeats = before != nullptr && row.up_to == before->up_to;
    if ((before != nullptr && row.up_to < before->up_to) || (repeats && before->when.empty())) {
      to.add(ErrorCode::incomplete_cover, row.place, numbered("filing.slack", i) + ".up_to",
             std::to_string(row.up_to.count()),
             "`up_to` rises strictly; only behind a row with conditions it may repeat");
    } else if (row.up_to.count() < -limits::kDaysMax || row.up_to.count() > limits::kDaysMax) {
      std::string allowed = "working days, -" + std::to_string(limits::kDaysMax);
      allowed.append(" to ").append(std::to_string(limits::kDaysMax));
      to.add(ErrorCode::out_of_range, row.place, numbered("filing.slack", i) + ".up_to",
             std::to_string(row.up_to.count()), std::move(allowed));
    }
  }
  if (conditional > limits::kSlackConditionsMax) {
    to.add(ErrorCode::too_large, rule.place, "filing.slack", std::to_string(conditional),
           "at most " + std::to_string(limits::kSlackConditionsMax) + " rows with conditions");
  }
}

}  // namespace waitlist
