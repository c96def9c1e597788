#include <waitlist/equality/gap_by_rule.h>

#include "base/parallel.h"
#include "equality/equality_work.h"
#include "equality/point_lines.h"
#include "equality/ranked_by_some.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kRankedCasesMost = 50'000'000;  ///< in all rankings of a split, about
constexpr std::size_t kRuleGroupsLeast = 3;
constexpr double kMillionths = 1e6;

/// A group whose gaps are taken apart.
struct SplitGroup {
  FactWork* work = nullptr;
  std::size_t group = 0;
};

std::vector<SplitGroup> groups_to_split(std::vector<FactWork>& facts) {
  std::vector<SplitGroup> found;
  for (FactWork& work : facts) {
    for (std::size_t group = 0; group < work.labels.groups.size(); ++group) {
      if (work.is_compared(group)) found.push_back({&work, group});
    }
  }
  return found;
}

/// Each compared group, the others of each, and the hidden ones together.
std::vector<std::vector<std::uint8_t>> parts_of(const FactWork& work) {
  std::vector<std::vector<std::uint8_t>> parts;
  std::vector<std::uint8_t> hidden(work.labels.of_unit.size());
  bool any_hidden = false;
  for (std::size_t group = 0; group < work.labels.groups.size(); ++group) {
    std::vector<std::uint8_t> marks = work.marks_of(group);
    if (work.found.groups[group].hidden()) {
      for (std::size_t i = 0; i < marks.size(); ++i) hidden[i] |= marks[i];
      any_hidden = true;
    }
    if (!work.is_compared(group)) continue;
    parts.push_back(marks);
    for (std::uint8_t& mark : marks) mark ^= 1U;
    parts.push_back(std::move(marks));
  }
  if (any_hidden) parts.push_back(std::move(hidden));
  return parts;
}

/// N times the group's sum less n times the total: n (N - n) times the gap of means.
std::int64_t gap_numerator(const std::vector<std::int64_t>& values,
                           const std::vector<std::uint8_t>& in_group,
                           std::uint64_t size) {
  std::int64_t sum = 0;
  std::int64_t total = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    total += values[i];
    if (in_group[i] != 0) sum += values[i];
  }
  return static_cast<std::int64_t>(values.size()) * sum - static_cast<std::int64_t>(size) * total;
}

void split_points(const Ranking& ranking,
                  const MeasuredUnits& units,
                  std::uint64_t smallest,
                  FactWork& work) {
  const auto lines = without_small_reach(point_lines(ranking, units), parts_of(work), smallest);
  for (const PointLine& line : lines) work.found.point_rules.push_back(line.rule);
  for (EqualitySplit& split : work.found.splits) {
    const std::vector<std::uint8_t> in_group = work.marks_of(split.group);
    const std::uint64_t size = work.size(split.group);
    std::vector<std::int64_t> numerators;
    numerators.reserve(lines.size());
    for (const PointLine& line : lines) {
      numerators.push_back(gap_numerator(line.values, in_group, size));
    }
    split.points =
        parts_that_add_up(numerators, static_cast<std::int64_t>(size * (units.size() - size)));
    split.points_gap = std::accumulate(split.points.begin(), split.points.end(), std::int64_t{0});
  }
}

/// Millionths of a place between each group and the others, where each set of rules speaks.
std::vector<std::vector<std::int64_t>> gaps_by_set(const RankedBySome& ranked,
                                                   const std::vector<SplitGroup>& groups,
                                                   unsigned threads) {
  const std::size_t sets = std::size_t{1} << ranked.rules().size();
  std::vector<std::vector<std::int64_t>> gaps(groups.size(), std::vector<std::int64_t>(sets));
  const auto parts = static_cast<unsigned>(std::min<std::size_t>(std::max(1U, threads), sets));
  run_parts(parts, [&](unsigned part) {
    for (std::size_t set = part; set < sets; set += parts) {
      const std::vector<std::uint32_t> positions = ranked.positions(set);
      const auto count = static_cast<double>(positions.size());
      const double total = count * (count + 1) / 2.0;
      for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto& labels = groups[i].work->labels.of_unit;
        std::int64_t sum = 0;
        for (std::size_t unit = 0; unit < positions.size(); ++unit) {
          if (labels[unit] == groups[i].group) sum += positions[unit];
        }
        const auto size = static_cast<double>(groups[i].work->size(groups[i].group));
        const auto in_group = static_cast<double>(sum);
        gaps[i][set] =
            std::llround(kMillionths * (in_group / size - (total - in_group) / (count - size)));
      }
    }
  });
  return gaps;
}

std::size_t rule_groups_for(std::size_t cases) {
  std::size_t most = kRuleGroupsMax;
  while (most > kRuleGroupsLeast && (cases << most) > kRankedCasesMost) --most;
  return most;
}

}  // namespace

void split_gaps(const MeasuredUnits& units, std::vector<FactWork>& facts, OrderEquality& report) {
  const std::vector<SplitGroup> groups = groups_to_split(facts);
  if (groups.empty() || report.ranking.contributions() == nullptr) return;
  for (const SplitGroup& one : groups) one.work->found.splits.push_back({one.group, {}, 0, {}, 0});
  for (FactWork& work : facts) {
    if (!work.found.splits.empty()) {
      split_points(report.ranking, units, report.options.smallest, work);
    }
  }
  const RankedBySome ranked{report.ranking, rule_groups_for(report.ranking.places().size())};
  const auto gaps = gaps_by_set(ranked, groups, report.options.deals.threads);
  report.place_rules.push_back(
      {EqualityRule::Kind::tie_break, "", rule_label(EqualityRule::Kind::tie_break, nullptr)});
  report.place_rules.insert(report.place_rules.end(), ranked.rules().begin(), ranked.rules().end());
  const std::int64_t orders = shapley_denominator(ranked.rules().size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::vector<std::int64_t> numerators{gaps[i].front() * orders};
    for (const std::int64_t part : shapley_numerators(gaps[i])) numerators.push_back(part);
    auto& splits = groups[i].work->found.splits;
    const auto split = std::ranges::find(splits, groups[i].group, &EqualitySplit::group);
    split->places = parts_that_add_up(numerators, orders * 1000);
    split->places_gap =
        std::accumulate(split->places.begin(), split->places.end(), std::int64_t{0});
  }
}

}  // namespace waitlist
