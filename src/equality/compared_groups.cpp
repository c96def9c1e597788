#include "equality/equality_work.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>

namespace waitlist {
namespace {

/// A comparison of a family, and whose it is.
struct PlannedComparison {
  std::size_t fact = 0;
  std::size_t group = 0;
  EqualityMeasure measure{};
};

bool is_hidden_share(const MonitoredFact& fact, std::size_t group, EqualityMeasure measure) {
  return std::ranges::any_of(fact.hidden_shares, [&](const HiddenShare& one) {
    return one.group == group && one.measure == measure;
  });
}

std::vector<PlannedComparison> planned_comparisons(const MeasuredUnits& units,
                                                   const std::vector<FactWork>& facts) {
  std::vector<PlannedComparison> planned;
  for (std::size_t fact = 0; fact < facts.size(); ++fact) {
    for (std::size_t group = 0; group < facts[fact].labels.groups.size(); ++group) {
      if (!facts[fact].is_compared(group)) continue;
      for (const EqualityMeasure measure : kEqualityMeasures) {
        if (!differs(units.values(measure))) continue;
        if (is_hidden_share(facts[fact].found, group, measure)) continue;
        planned.push_back({fact, group, measure});
      }
    }
  }
  return planned;
}

/// What stands for itself, whatever else is compared.
GroupComparison described(const PlannedComparison& planned,
                          const std::vector<std::int64_t>& values,
                          const std::vector<std::uint8_t>& in_group,
                          bool within_bands,
                          bool details) {
  GroupComparison found;
  found.group = planned.group;
  found.measure = planned.measure;
  found.within_bands = within_bands;
  std::int64_t sum = 0;
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (in_group[i] == 0) continue;
    sum += values[i];
    ++size;
  }
  const std::int64_t total = std::accumulate(values.begin(), values.end(), std::int64_t{0});
  found.mean = static_cast<double>(sum) / static_cast<double>(size);
  found.rest = static_cast<double>(total - sum) / static_cast<double>(values.size() - size);
  if (within_bands || !details) return found;
  if (is_share(planned.measure)) {
    found.between = clopper_pearson({static_cast<std::uint64_t>(sum), size});
  } else {
    found.usual = shift_interval(values, in_group);
  }
  return found;
}

/// The labels of a report dealt over all bands, and inside each where there are several.
struct DealtReport {
  FamilyTest over_all;  ///< every comparison over all bands, and behind them those within
  std::optional<FamilyTest> within;
};

DealtReport dealt_report(const MeasuredUnits& units,
                         const std::vector<PlannedComparison>& planned,
                         const std::vector<FactWork>& facts,
                         const DealOptions& options) {
  DealtList list;
  list.outcomes = units.outcomes;
  list.labels.reserve(facts.size());
  for (const FactWork& work : facts) {
    // What is not compared is not dealt either.
    list.labels.push_back(work.found.compared ? work.labels.of_unit
                                              : std::vector<std::uint32_t>(units.size()));
  }
  std::vector<ComparedGroup> compared;
  compared.reserve(2 * planned.size());
  for (const PlannedComparison& one : planned) {
    compared.push_back({static_cast<std::size_t>(one.measure), one.fact,
                        static_cast<std::uint32_t>(one.group), false});
  }
  const bool banded =
      std::ranges::adjacent_find(units.bands, std::ranges::not_equal_to{}) != units.bands.end();
  DealtReport report;
  if (banded) {
    list.bands = units.bands;
    report.within = test_family(list, compared, options);
    list.bands.clear();
    list.compared_within = units.bands;
    for (std::size_t i = 0; i < planned.size(); ++i) {
      compared.push_back(compared[i]);
      compared.back().within = true;
    }
  }
  report.over_all = test_family(list, compared, options);
  return report;
}

/// What dealing its own way says of a comparison alone.
void note_alone(const FamilyTest& test, const FamilyGap& gap, GroupComparison& found) {
  found.alone = test.p_alone(gap);
  found.alone_exact = test.exact;
  found.least_alone = 1.0 / static_cast<double>(test.exact ? test.deals : test.deals + 1);
}

void note_alone(const GapTest& exact, GroupComparison& found) {
  found.alone = exact.p();
  found.alone_exact = true;
  found.least_alone = exact.least_p();
}

/// The comparisons over all bands, or those within them.
EqualityFamily told_family(const MeasuredUnits& units,
                           const std::vector<PlannedComparison>& planned,
                           const DealtReport& dealt,
                           bool within_bands,
                           const EqualityOptions& options,
                           std::vector<FactWork>& facts) {
  const FamilyTest& test = within_bands ? *dealt.within : dealt.over_all;
  EqualityFamily family{within_bands, 0, test.exact, test.deals};
  const auto bands =
      within_bands ? std::span<const std::uint32_t>{units.bands} : std::span<const std::uint32_t>{};
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const FamilyGap& gap = test.gaps[i];
    if (gap.spread <= 0) continue;  // within bands there is nothing to deal
    ++family.comparisons;
    FactWork& work = facts[planned[i].fact];
    const auto& values = units.values(planned[i].measure);
    const std::vector<std::uint8_t> in_group = work.marks_of(planned[i].group);
    GroupComparison found = described(planned[i], values, in_group, within_bands, options.details);
    found.gap = gap.gap();
    note_alone(test, gap, found);
    const auto exact = options.details ? exact_gap_test(values, in_group, bands) : std::nullopt;
    if (exact) note_alone(*exact, found);
    found.p = test.p(gap);
    found.told_apart_above = test.told_apart_above_gap(gap);
    if (within_bands) {
      // Where no group differs at all, labels dealt over all bands decide for the whole report;
      // where bands differ and nothing else, those dealt inside them.
      const FamilyGap& beside = dealt.over_all.gaps[planned.size() + i];
      found.p = std::max(found.p, dealt.over_all.p(beside));
      found.told_apart_above =
          std::max(found.told_apart_above, dealt.over_all.told_apart_above_gap(beside));
    }
    found.told_apart = found.p <= options.deals.level * (1 + 1e-9);
    work.found.comparisons.push_back(found);
  }
  return family;
}

}  // namespace

void compare_groups(const MeasuredUnits& units,
                    std::vector<FactWork>& facts,
                    OrderEquality& report) {
  const std::vector<PlannedComparison> planned = planned_comparisons(units, facts);
  if (planned.empty()) return;
  const DealtReport dealt = dealt_report(units, planned, facts, report.options.deals);
  for (const bool within_bands : {false, true}) {
    if (within_bands && !dealt.within) continue;
    report.families.push_back(
        told_family(units, planned, dealt, within_bands, report.options, facts));
  }
  for (FactWork& work : facts) {
    std::ranges::stable_sort(work.found.comparisons, {}, [](const GroupComparison& one) {
      return std::tuple{one.group, one.measure, one.within_bands};
    });
  }
}

}  // namespace waitlist
