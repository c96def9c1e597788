#include "witness/possible_family.h"

#include <waitlist/base/limits.h>

#include "policy/every_when.h"
#include "scoring/unit_ages.h"
#include "witness/near_days.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace waitlist {
namespace {

/// More families than this are not told apart.
constexpr std::size_t kFamiliesMax = 20'000;

/// Rows of ages with conditions are told apart by a bit each.
constexpr std::size_t kRowsMax = 63;

void sort_once(std::vector<std::int64_t>& numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// How many children under the limit earn all that further children can.
std::int64_t counted_children(const PolicyTables& tables) {
  const auto& further = tables.policy.age->further_children;
  if (!further) return 0;
  constexpr auto kMost = static_cast<std::int64_t>(limits::kChildrenPerCaseMax);
  std::int64_t count = 0;
  while (count < kMost && further_points(tables, count) < further_points(tables, kMost)) ++count;
  return count;
}

bool is_child(Day born, Day listed_on) {
  return completed_months(born, listed_on).count() < limits::kAdultMonths;
}

/// Ages, in months, at which one policy says something else.
std::vector<std::int64_t> telling_months(const FamilyRules& rules) {
  std::vector<std::int64_t> months = rules.young;
  months.push_back(limits::kAdultMonths);
  const auto& points = rules.tables.age_points;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i] != points[i - 1]) months.push_back(static_cast<std::int64_t>(i));
  }
  months.insert(months.end(), rules.limits.begin(), rules.limits.end());
  if (rules.tables.policy.age && rules.tables.policy.age->further_children) {
    months.push_back(rules.tables.policy.age->further_children->under.count());
  }
  sort_once(months);
  return months;
}

void add_child(FamilyState& state,
               const PossibleChild& child,
               const std::array<FamilyRules, 2>& rules) {
  for (std::size_t side = 0; side < 2; ++side) {
    FamilyReading& family = state.sides[side];
    const ChildReading& one = child.sides[side];
    if (!rules[side].asks) continue;
    family.points = std::max(family.points, one.points);
    if (!rules[side].limits.empty()) family.rows |= std::uint64_t{1} << one.rows;
    if (one.further != 0) family.further = std::min(family.further + 1, rules[side].counted);
    family.young = std::min(family.young, one.young);
  }
}

}  // namespace

FamilyRules::FamilyRules(const PolicyTables& of) : tables{of} {
  each_when(of, [this](const WhenTable& when) {
    each_condition(when, [this](const ConditionTable& condition) {
      if (condition.test == ConditionTable::Test::age) young.push_back(condition.bound);
    });
  });
  sort_once(young);
  asks = !young.empty() || of.policy.age.has_value();
  if (!of.policy.age) return;
  at_as_of = of.policy.age->at == AgeAt::as_of;
  counted = counted_children(of);
  if (!of.age_where) return;
  for (const StepTable& step : of.age_steps) limits.push_back(step.limit);
  sort_once(limits);
}

ChildReading child_reading(const FamilyRules& rules, std::int64_t months) {
  ChildReading reading;
  if (!rules.asks) return reading;
  const auto above = [months](const std::vector<std::int64_t>& numbers) {
    return static_cast<std::size_t>(std::ranges::upper_bound(numbers, months) - numbers.begin());
  };
  reading.young = above(rules.young);
  if (!rules.tables.policy.age) return reading;
  reading.rows = std::min(above(rules.limits), kRowsMax);
  const auto& points = rules.tables.age_points;
  const auto at = static_cast<std::size_t>(months);
  if (!rules.tables.age_where && at < points.size()) reading.points = points[at].count();
  const auto& further = rules.tables.policy.age->further_children;
  reading.further = further && months < further->under.count() ? 1 : 0;
  return reading;
}

std::vector<PossibleChild> possible_children(const std::array<FamilyRules, 2>& rules,
                                             Day listed_on,
                                             Day as_of) {
  std::vector<Day> days;
  const auto look_near = [&days](Day day) { add_near_days(day, days); };
  look_near(listed_on);
  look_near(as_of);
  look_near(Day::first());
  for (const FamilyRules& one : rules) {
    if (!one.asks) continue;
    const Day on = one.at_as_of ? as_of : listed_on;
    for (const std::int64_t months : telling_months(one)) {
      add_days_before(on, DateUnit::months, months, days);
    }
  }
  add_days_before(listed_on, DateUnit::months, limits::kAdultMonths, days);
  std::map<std::array<ChildReading, 2>, Day> children;
  for (const Day born : days) {
    if (as_of < born || !is_child(born, listed_on)) continue;
    std::array<ChildReading, 2> sides;
    for (std::size_t side = 0; side < 2; ++side) {
      const Day on = rules[side].at_as_of ? as_of : listed_on;
      sides[side] = child_reading(rules[side], completed_months(born, on).count());
    }
    children.try_emplace(sides, born);
  }
  std::vector<PossibleChild> list;
  list.reserve(children.size());
  for (const auto& [sides, born] : children) list.push_back({sides, born});
  return list;
}

std::vector<PossibleFamily> possible_families(const std::array<FamilyRules, 2>& rules,
                                              const std::vector<PossibleChild>& children,
                                              bool& all) {
  all = std::ranges::all_of(rules,
                            [](const FamilyRules& one) { return one.limits.size() <= kRowsMax; });
  const std::int64_t unknown_counted =
      std::max({std::int64_t{1}, rules[0].counted, rules[1].counted});
  std::set<FamilyState> seen;
  std::vector<PossibleFamily> families;
  // A case without a child is as one whose child is of no known age.
  std::vector<PossibleFamily> newest{{}};
  for (std::size_t count = 0; count < limits::kChildrenPerCaseMax && !newest.empty(); ++count) {
    std::vector<PossibleFamily> next;
    const auto note = [&](const PossibleFamily& before, FamilyState state,
                          std::optional<std::size_t> child) {
      if (!seen.insert(state).second) return;
      PossibleFamily family{state, before.children};
      family.children.push_back(child);
      next.push_back(std::move(family));
    };
    for (const PossibleFamily& before : newest) {
      for (std::size_t i = 0; i < children.size(); ++i) {
        FamilyState state = before.state;
        add_child(state, children[i], rules);
        note(before, state, i);
      }
      FamilyState state = before.state;
      state.unknown = std::min(state.unknown + 1, unknown_counted);
      note(before, state, std::nullopt);
    }
    families.insert(families.end(), next.begin(), next.end());
    if (families.size() > kFamiliesMax) {
      all = false;
      break;
    }
    newest = std::move(next);
  }
  return families;
}

}  // namespace waitlist
