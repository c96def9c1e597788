#include "support/slow_ages.h"

#include "support/slow_per.h"

#include <algorithm>
#include <string>

namespace waitlist::slow_oracle {
namespace {

std::optional<std::int64_t> months_of(const Child& child, Day on) {
  if (!child.born) return std::nullopt;
  if (child.expected || on < *child.born) return 0;
  return completed_months(*child.born, on).count();
}

}  // namespace

namespace {

/// What a child of so many months could earn, whichever of the conditions that may hold do.
std::vector<std::int64_t> possible(const AgeRule& rule,
                                   std::int64_t months,
                                   const RowHolds& holds) {
  if (rule.per) return {months < 216 ? per_points(*rule.per, months) : 0};
  std::vector<std::int64_t> points;
  for (const AgePoints& row : rule.points) {
    if (months >= row.under.count() || !holds(row.when, Reading::most)) continue;
    points.push_back(row.points.count());
    if (holds(row.when, Reading::least)) return points;
  }
  points.push_back(0);
  return points;
}

std::int64_t in_use(const AgeRule& rule, std::int64_t months, const RowHolds& holds) {
  if (rule.per) return months < 216 ? per_points(*rule.per, months) : 0;
  for (const AgePoints& row : rule.points) {
    if (months < row.under.count() && holds(row.when, Reading::used)) return row.points.count();
  }
  return 0;
}

std::int64_t points_of(const AgeRule& rule,
                       const std::optional<std::int64_t>& months,
                       Reading reading,
                       const RowHolds& holds) {
  if (reading == Reading::used) return in_use(rule, months.value_or(0), holds);
  std::vector<std::int64_t> all;
  if (months) all = possible(rule, *months, holds);
  // Any age under 18 years.
  for (std::int64_t age = 0; !months && age < 216; ++age) {
    const std::vector<std::int64_t> more = possible(rule, age, holds);
    all.insert(all.end(), more.begin(), more.end());
  }
  return reading == Reading::least ? *std::ranges::min_element(all)
                                   : *std::ranges::max_element(all);
}

}  // namespace

std::int64_t age_number(const AgeRule& rule,
                        const std::vector<std::optional<std::int64_t>>& ages,
                        Reading reading,
                        const RowHolds& holds) {
  std::int64_t highest = 0;
  std::int64_t young = 0;
  for (const auto& months : ages) {
    highest = std::max(highest, points_of(rule, months, reading, holds));
    const bool counts = months || reading != Reading::least;
    if (rule.further_children && counts &&
        months.value_or(0) < rule.further_children->under.count()) {
      ++young;
    }
  }
  if (!rule.further_children || young == 0) return highest;
  const FurtherChildren& further = *rule.further_children;
  return highest + std::min(further.maximum.count(), further.points.count() * (young - 1));
}

bool belongs(const Child& child, Day as_of) {
  return !child.born || child.expected || !(as_of < *child.born);
}

std::vector<std::optional<std::int64_t>> ages_of(const std::vector<const Case*>& unit,
                                                 AgeAt at,
                                                 Day as_of) {
  std::vector<std::optional<std::int64_t>> months;
  std::vector<std::string> names;
  const auto add = [&](std::optional<std::int64_t> age, const std::string& name) {
    const auto same = std::ranges::find(names, name) - names.begin();
    if (name.empty() || same == std::ssize(names)) {
      months.push_back(age);
      names.push_back(name);
      return;
    }
    auto& known = months[static_cast<std::size_t>(same)];
    if (!known || (age && *age < *known)) known = age ? age : known;
  };
  for (const Case* one : unit) {
    bool any = false;
    for (std::size_t i = 0; i < one->children.size(); ++i) {
      const Child& child = one->children[i];
      if (!belongs(child, as_of)) continue;
      any = true;
      add(months_of(child, at == AgeAt::listed ? one->listed_on : as_of),
          one->child_refs.empty() ? "" : one->child_refs[i]);
    }
    if (!any) add(std::nullopt, "");
  }
  return months;
}

}  // namespace waitlist::slow_oracle
