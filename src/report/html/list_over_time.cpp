#include "report/html/list_over_time.h"

#include "report/html/plot.h"
#include "report/html/simulated_policies.h"
#include "report/plain_words.h"
#include "report/simulation_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace waitlist::html {
namespace {

constexpr std::size_t kWeeksDrawn = 270;  // five years, with some to spare
constexpr std::size_t kListsDrawn = 6;    // as many lines as dashes and colours tell apart
constexpr double kSize = 100.0;           // cases: one decimal

std::string cases_in_words(const Estimate& cases) {
  return interval_in_words(cases, MeasureUnit::cases, kSize, Sign::as_it_is);
}

class ListOverTime {
 public:
  ListOverTime(const SimulationResult& result, DataTables& tables)
      : result_{result},
        tables_{tables},
        days_{result.policies.front().list.size()},
        step_{(days_ + kWeeksDrawn - 1) / kWeeksDrawn} {}

  std::string text() {
    return tables_.html(ChartHead{"Cases on the list", note()}, svg(plot()), figures()) +
           "<div>\n" + tables_.html(summary()) + "<p>" + apart_in_words() + "</p>\n</div>\n";
  }

 private:
  [[nodiscard]] std::string note() const {
    std::string note = "The shade is the 95 % interval of the mean.";
    if (result_.policies.size() > kListsDrawn) note += " The first six policies are drawn.";
    if (step_ > 1) note += " Every " + std::to_string(step_) + "th week is; JSON has all.";
    return note;
  }

  [[nodiscard]] Plot plot() const {
    Plot plot;
    std::vector<std::string> ends;
    for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
      const std::string name = policy_name(result_, policy);
      ends.push_back(cases_in_words(result_.policies[policy].list.back().value) + " under " + name);
      if (policy < kListsDrawn) plot.series.push_back(series(policy, name));
    }
    plot.name = {"list-over-time", "Cases on the list over time",
                 "In the last week: " + listed(ends) + ". The figures stand in the table below."};
    plot.x.title = "Weeks since the simulation began";
    plot.y.title = "Cases waiting";
    plot.y.from = 0;
    if (result_.setting.warm_up_days > 0.0) {
      plot.marks_x.push_back({result_.setting.warm_up_days / 7.0, "counted from here"});
    }
    return plot;
  }

  [[nodiscard]] PlotSeries series(std::size_t policy, const std::string& name) const {
    PlotSeries series;
    series.label = name;
    for (std::size_t i = 0; i < days_; i += step_) {
      const DayFigure& day = result_.policies[policy].list[i];
      const double week = static_cast<double>(day.day) / 7.0;
      const Estimate& cases = day.value;
      series.points.push_back({week, cases.mean});
      if (cases.replications < 2) continue;
      // No list is shorter than empty, whatever an interval says.
      series.interval.push_back(
          {week, std::max(0.0, cases.mean - cases.half_width), cases.mean + cases.half_width});
    }
    return series;
  }

  [[nodiscard]] DataTable figures() const {
    DataTable table{"Cases on the list, week by week", policy_columns(result_, "Week"), {}};
    for (std::size_t i = 0; i < days_; i += step_) {
      DataRow row{std::to_string(result_.policies.front().list[i].day / 7), {}};
      for (const PolicyOutcome& outcome : result_.policies) {
        row.cells.push_back({cases_in_words(outcome.list[i].value)});
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  [[nodiscard]] DataTable summary() const {
    DataTable table{"Cases waiting", {{"Policy", CellKind::words}}, {}};
    std::vector<std::size_t> shown;
    for (const std::string_view id : {"list_mean", "list_longest"}) {
      const auto at = place_of(result_, id);
      if (!at) continue;
      shown.push_back(*at);
      table.columns.push_back({capitalised(result_.measures[*at].label)});
    }
    table.columns.push_back({"In the last week"});
    for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
      const PolicyOutcome& outcome = result_.policies[policy];
      DataRow row{policy_name(result_, policy), {}};
      for (const std::size_t measure : shown) {
        row.cells.push_back({cases_in_words(outcome.groups.front().figures[measure].value)});
      }
      row.cells.push_back({cases_in_words(outcome.list.back().value)});
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  /// How far apart the policies ever are; lines that cover each other do not show it.
  [[nodiscard]] std::string apart_in_words() const {
    double apart = 0.0;
    for (std::size_t i = 0; i < days_; ++i) {
      const auto mean = [i](const PolicyOutcome& outcome) { return outcome.list[i].value.mean; };
      const auto [least, most] = std::ranges::minmax_element(result_.policies, {}, mean);
      apart = std::max(apart, mean(*most) - mean(*least));
    }
    if (result_.policies.size() < 2) return "";
    return "In no week are the means of two policies more than " + number_in_words(apart, kSize) +
           " cases apart.";
  }

  const SimulationResult& result_;
  DataTables& tables_;
  std::size_t days_;
  std::size_t step_;
};

}  // namespace

std::string list_over_time(const SimulationResult& result, DataTables& tables) {
  if (groups_of(result).empty() || result.policies.front().list.empty()) return "";
  return ListOverTime{result, tables}.text();
}

}  // namespace waitlist::html
