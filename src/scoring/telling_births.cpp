#include "scoring/telling_births.h"

#include <waitlist/base/limits.h>

#include "policy/every_when.h"
#include "scoring/age_number.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

/// The ages from which on something else is said of a child, rising from 0.
struct AgeMarks {
  std::vector<std::int64_t> all{0};
  std::vector<std::int64_t> of_conditions;

  explicit AgeMarks(const PolicyTables& tables) {
    each_when(tables, [this](const WhenTable& when) {
      each_condition(when, [this](const ConditionTable& one) {
        if (one.test == ConditionTable::Test::age) of_conditions.push_back(one.bound);
      });
    });
    all.insert(all.end(), of_conditions.begin(), of_conditions.end());
    for (const StepTable& step : tables.age_steps) all.push_back(step.limit);
    const auto& rule = tables.policy.age;
    if (rule && rule->further_children) all.push_back(rule->further_children->under.count());
    std::erase_if(all, [](std::int64_t months) { return months >= limits::kAdultMonths; });
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }

  /// How many conditions on the age of the youngest one does not meet.
  [[nodiscard]] std::ptrdiff_t missed(std::int64_t youngest) const {
    return std::ranges::count_if(of_conditions,
                                 [youngest](std::int64_t bound) { return youngest >= bound; });
  }
};

/// Of all that meet the same conditions those that earn the fewest and the most points; where rows
/// have conditions, one of all that earn alike in every reading.
class Extremes {
 public:
  Extremes(const ScoredCase& scored, const AgeMarks& marks) : scored_{scored}, marks_{marks} {}

  void note(const std::vector<std::int64_t>& births) {
    UnitAges ages = supposed_births(scored_.ages, scored_.tables, births);
    const ScoredCase supposed{scored_.cases, scored_.tables,   scored_.row,
                              ages,          scored_.supposed, scored_.as_of};
    const AgeNumber number = age_number(supposed);
    found_[marks_.missed(ages.youngest_known)].try_emplace(
        std::tuple{number.used, number.least, number.most}, std::move(ages));
  }

  [[nodiscard]] std::vector<UnitAges> take() {
    // More points mean no lower score, unless a band can cost points, or rows open the range.
    const bool each_counts = scored_.tables.age_where || scored_.tables.band_can_cost;
    std::vector<UnitAges> all;
    for (auto& [missed, by_points] : found_) {
      for (auto at = by_points.begin(); at != by_points.end(); ++at) {
        const bool end = at == by_points.begin() || std::next(at) == by_points.end();
        if (end || each_counts) all.push_back(std::move(at->second));
      }
    }
    return all;
  }

 private:
  const ScoredCase& scored_;
  const AgeMarks& marks_;
  std::map<std::ptrdiff_t, std::map<std::tuple<Points, Points, Points>, UnitAges>> found_;
};

}  // namespace

std::vector<UnitAges> telling_births(const ScoredCase& scored) {
  const AgeMarks marks{scored.tables};
  Extremes extremes{scored, marks};
  const auto unknown = static_cast<std::size_t>(scored.ages.unknown);
  for (std::size_t youngest = 0; youngest < marks.all.size(); ++youngest) {
    std::vector<std::int64_t> births(unknown, marks.all[youngest]);
    extremes.note(births);
    // Another child may earn more or less than the youngest; the others are as young, or as old.
    for (std::size_t other = youngest + 1; unknown > 1 && other < marks.all.size(); ++other) {
      births.back() = marks.all[other];
      extremes.note(births);
      std::vector<std::int64_t> older(unknown, marks.all[other]);
      older.front() = marks.all[youngest];
      extremes.note(older);
    }
  }
  return extremes.take();
}

}  // namespace waitlist
