#include "report/html/wait_spreads.h"

#include "report/html/row_chart.h"
#include "report/html/simulated_policies.h"
#include "report/plain_words.h"
#include "report/simulation_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace waitlist::html {
namespace {

constexpr std::array<std::string_view, 6> kQuantiles{"wait_p25", "wait_median", "wait_p75",
                                                     "wait_p90", "wait_p95",    "wait_longest"};

class SpreadCharts {
 public:
  SpreadCharts(const SimulationResult& result, DataTables& tables)
      : result_{result}, tables_{tables} {
    for (const std::string_view id : kQuantiles) {
      const auto at = place_of(result, id);
      if (at) quantiles_.push_back(*at);
    }
  }

  WaitSpreads made() {
    WaitSpreads spreads;
    const std::vector<GroupOutcome>& groups = groups_of(result_);
    if (quantiles_.size() < kQuantiles.size() || groups.empty()) return spreads;
    spreads.all_cases = of_all_cases();
    std::vector<std::size_t> others;
    for (std::size_t begin = 1; begin < groups.size();) {
      const std::string& split = groups[begin].split;
      std::vector<std::size_t> members;
      for (; begin < groups.size() && groups[begin].split == split; ++begin) {
        if (has_cases(result_, groups[begin])) (split.empty() ? others : members).push_back(begin);
      }
      if (!members.empty()) spreads.groups += of_groups("Waits by " + split, members);
    }
    if (!others.empty()) spreads.groups += of_groups("Waits of other groups", others);
    return spreads;
  }

 private:
  [[nodiscard]] const Figure& figure(std::size_t policy,
                                     std::size_t group,
                                     std::size_t quantile) const {
    return result_.policies[policy].groups[group].figures[quantiles_[quantile]];
  }

  /// What a row shows of a group under a policy; with the longest wait at its end.
  [[nodiscard]] RowShape shape(std::size_t policy, std::size_t group, bool numbered) const {
    const auto at = [&](std::size_t quantile) {
      return figure(policy, group, quantile).value.mean;
    };
    RowShape shape{Quantiles{at(0), at(1), at(2), at(3), at(4), at(5)}, policy, ""};
    if (numbered) shape.text = std::to_string(policy + 1) + ": ";
    shape.text += number_in_words(at(5), at(5));
    return shape;
  }

  [[nodiscard]] bool known(std::size_t policy, std::size_t group) const {
    return figure(policy, group, 0).value.replications > 0;
  }

  /// One row for each policy.
  std::string of_all_cases() {
    RowChart chart;
    for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
      ChartRow row{policy_name(result_, policy), {}, {}};
      if (known(policy, 0)) row.shapes.push_back(shape(policy, 0, false));
      chart.rows.push_back(std::move(row));
    }
    const std::string& label = groups_of(result_).front().label;
    return finished(std::move(chart), "Waits of " + label, {0},
                    "At the right the longest wait, in days.");
  }

  /// One row for each group, with the policies one below the other.
  std::string of_groups(const std::string& title, const std::vector<std::size_t>& groups) {
    RowChart chart;
    for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
      chart.series.push_back(policy_name(result_, policy));
    }
    for (const std::size_t group : groups) {
      ChartRow row{capitalised(groups_of(result_)[group].label), {}, {}};
      for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
        if (known(policy, group)) row.shapes.push_back(shape(policy, group, true));
      }
      chart.rows.push_back(std::move(row));
    }
    return finished(std::move(chart), title, groups,
                    "At the right the number of the policy and the longest wait, in days.");
  }

  std::string finished(RowChart chart,
                       const std::string& title,
                       const std::vector<std::size_t>& groups,
                       const std::string& note) {
    chart.name = {"spread-" + std::to_string(++charts_), title, words_of(chart)};
    chart.x.title = "Days waited";
    chart.cut = cut_of(chart);
    const auto last = std::ranges::max_element(result_.measures, {}, &Measure::over);
    if (last != result_.measures.end() && last->over) {
      chart.marks.push_back({static_cast<double>(last->over->count()), weeks_or_days(*last->over)});
    }
    return tables_.html(ChartHead{title, note}, svg(chart), table(title, groups));
  }

  static std::vector<Quantiles> spreads_of(const RowChart& chart) {
    std::vector<Quantiles> all;
    for (const ChartRow& row : chart.rows) {
      for (const RowShape& shape : row.shapes) all.push_back(std::get<Quantiles>(shape.shape));
    }
    return all;
  }

  /// Where an axis ends that a few waits of another size would stretch until nothing else is seen.
  static std::optional<double> cut_of(const RowChart& chart) {
    std::vector<double> longest;
    for (const Quantiles& one : spreads_of(chart)) longest.push_back(one.most);
    if (longest.empty()) return std::nullopt;
    std::ranges::sort(longest);
    const double usual = longest[(longest.size() - 1) / 2];
    if (usual <= 0.0 || longest.back() <= 4.0 * usual) return std::nullopt;
    return 2.0 * usual;
  }

  static std::string words_of(const RowChart& chart) {
    const std::vector<Quantiles> all = spreads_of(chart);
    if (all.empty()) return "Nothing is known.";
    const auto range = [&all](double Quantiles::*part) {
      const auto [least, most] = std::ranges::minmax(all, {}, part);
      return "between " + number_in_words(least.*part, most.*part) + " and " +
             number_in_words(most.*part, most.*part) + " days";
    };
    return "Row by row, median waits are " + range(&Quantiles::p50) + ", the longest " +
           range(&Quantiles::most) + ". The figures stand in the table below.";
  }

  [[nodiscard]] DataTable table(const std::string& title,
                                const std::vector<std::size_t>& groups) const {
    DataTable table{
        title + ", in days", {{"Group", CellKind::words}, {"Policy", CellKind::words}}, {}};
    for (const std::size_t at : quantiles_) table.columns.push_back({result_.measures[at].label});
    for (const std::size_t group : groups) {
      for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
        DataRow row{capitalised(groups_of(result_)[group].label), {{policy_name(result_, policy)}}};
        for (std::size_t i = 0; i < quantiles_.size(); ++i) {
          const Estimate& value = figure(policy, group, i).value;
          row.cells.push_back(
              {interval_in_words(value, MeasureUnit::days, value.mean, Sign::as_it_is)});
        }
        table.rows.push_back(std::move(row));
      }
    }
    return table;
  }

  const SimulationResult& result_;
  DataTables& tables_;
  std::vector<std::size_t> quantiles_;  ///< places of kQuantiles among the measures
  std::size_t charts_ = 0;
};

}  // namespace

WaitSpreads wait_spreads(const SimulationResult& result, DataTables& tables) {
  return SpreadCharts{result, tables}.made();
}

}  // namespace waitlist::html
