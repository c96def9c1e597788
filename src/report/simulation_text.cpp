#include <waitlist/report/simulation_report.h>

#include "report/plain_words.h"
#include "report/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace waitlist {
namespace {

/// Measures that a table shows, with the words above their column.
struct Shown {
  std::string_view measure;
  std::string_view title;
};

constexpr std::array<Shown, 12> kShown{{{"waited", "waits"},
                                        {"list", "on list"},
                                        {"wait_p90", "9 of 10"},
                                        {"wait_longest", "longest"},
                                        {"within_5_working_days", "5 days"},
                                        {"over_12_weeks", ">12 wk"},
                                        {"over_20_weeks", ">20 wk"},
                                        {"filing_met", "filed"},
                                        {"shorter", "sooner"},
                                        {"longer", "later"},
                                        {"nobody_may_take", "nobody"},
                                        {"travel", "way"}}};

/// Decimals that a number of this size needs.
int decimals(double size) { return size < 10.0 ? 3 : 1; }

std::string number(double value, double size) {
  const std::string text = fmt::format("{:.{}f}", value, decimals(std::abs(size)));
  return text.find_first_not_of("-0.") == std::string::npos ? "0" : text;
}

std::string text_of(double value, MeasureUnit unit) {
  if (unit == MeasureUnit::share) return fmt::format("{:.1f}%", 100.0 * value);
  if (unit == MeasureUnit::minutes) return fmt::format("{:.1f}", value);
  return number(value, value);
}

/// `size` is what it is a part of, so that a difference has the decimals of its wait.
std::string with_interval(const Estimate& estimate, double size, bool sign) {
  if (estimate.replications == 0) return "–";
  const std::string mean = number(estimate.mean, size);
  const std::string plus = sign && estimate.mean > 0.0 && mean != "0" ? "+" : "";
  if (estimate.replications < 2) return plus + mean;
  return plus + mean + " ± " + number(estimate.half_width, size);
}

class SimulationText {
 public:
  explicit SimulationText(const SimulationResult& result) : result_{result} {}

  std::string text() {
    head();
    for (std::size_t group = 0; group < groups(); ++group) add_group(group);
    add_list();
    add_longest();
    add_capacity();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::size_t groups() const {
    return result_.policies.empty() ? 0 : result_.policies.front().groups.size();
  }

  [[nodiscard]] std::optional<std::size_t> place_of(std::string_view measure) const {
    const auto at = std::ranges::find(result_.measures, measure, &Measure::id);
    if (at == result_.measures.end()) return std::nullopt;
    return static_cast<std::size_t>(at - result_.measures.begin());
  }

  void head() {
    text_ = one_line(result_.plan.title) + '\n';
    if (!result_.plan.status_line.empty()) text_ += paragraph("", result_.plan.status_line);
    std::string legend = fmt::format(
        "{} of {} repetitions, seed {}. Each number is the mean over repetitions; ± is half the "
        "width of its 95 % interval. \"than first\" is the difference to the first policy, which "
        "met the same cases.",
        result_.replications, result_.plan.replications, result_.plan.seed);
    if (place_of("shorter")) {
      legend += " Sooner and later are the cases that waited at least a week less or more than "
                "under it.";
    }
    text_ += '\n' + paragraph("", legend);
    for (const std::string& warning : result_.warnings) {
      text_ += '\n' + paragraph("Warning: ", warning);
    }
  }

  void add_group(std::size_t group) {
    const auto cases = place_of("cases");
    const GroupOutcome& first = result_.policies.front().groups[group];
    const Estimate& count = first.figures[*cases].value;
    if (count.mean == 0.0) return;
    text_ += fmt::format("\n{}: {} cases\n", capitalised(one_line(first.label)),
                         number(count.mean, 10.0));
    std::vector<TableColumn> columns{
        {"policy", Align::left, 26}, {"mean wait", Align::right}, {"than first", Align::right}};
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < result_.measures.size(); ++i) {
      const std::string title = title_of(i, group);
      if (title.empty()) continue;
      columns.push_back({title, Align::right});
      shown.push_back(i);
    }
    TextTable table{std::move(columns)};
    const std::size_t wait = *place_of("wait_mean");
    for (const PolicyOutcome& outcome : result_.policies) {
      const std::vector<Figure>& figures = outcome.groups[group].figures;
      const double size = figures[wait].value.mean;
      std::vector<TableCell> row{{outcome.policy.id},
                                 {with_interval(figures[wait].value, size, false)},
                                 {with_interval(figures[wait].difference, size, true)}};
      for (const std::size_t i : shown) {
        const Estimate& value = figures[i].value;
        row.push_back({value.replications == 0 ? "–"
                                               : text_of(value.mean, result_.measures[i].unit)});
      }
      table.add(std::move(row));
    }
    text_ += table.text(false, 2);
  }

  /// The column of a measure; empty when it is not shown, or says nothing of this group.
  [[nodiscard]] std::string title_of(std::size_t measure, std::size_t group) const {
    const auto& policies = result_.policies;
    if (policies.front().groups[group].figures[measure].value.replications == 0) return "";
    const Measure& one = result_.measures[measure];
    // A column that is nought everywhere is as good as none.
    const bool found = std::ranges::any_of(policies, [&](const PolicyOutcome& outcome) {
      return outcome.groups[group].figures[measure].value.mean > 0.0;
    });
    if (one.id == "nobody_may_take" && !found) return "";
    const auto* const at = std::ranges::find(kShown, one.id, &Shown::measure);
    if (at != kShown.end()) return std::string{at->title};
    const bool own_threshold = one.id.starts_with("over_") && one.id.find('w') == std::string::npos;
    return own_threshold ? "over " + one.id.substr(5) : "";
  }

  void add_list() {
    if (result_.policies.empty() || result_.policies.front().list.empty()) return;
    text_ += "\nCases on the list over time\n";
    std::vector<TableColumn> columns{{"week", Align::right}};
    for (const PolicyOutcome& outcome : result_.policies) {
      columns.push_back({outcome.policy.id, Align::right, 15});
    }
    TextTable table{std::move(columns)};
    const std::size_t weeks = result_.policies.front().list.size();
    const std::size_t step = std::max<std::size_t>(1, (weeks + 15) / 16);
    for (std::size_t week = 0; week < weeks; week += step) {
      std::vector<TableCell> row{{std::to_string(week)}};
      for (const PolicyOutcome& outcome : result_.policies) {
        row.push_back({fmt::format("{:.0f}", outcome.list[week].value.mean)});
      }
      table.add(std::move(row));
    }
    text_ += table.text(false, 2);
  }

  void add_longest() {
    for (const PolicyOutcome& outcome : result_.policies) {
      if (!outcome.longest) continue;
      const LongestWait& longest = *outcome.longest;
      text_ += fmt::format("\nThe longest wait under {}: {}, {} (repetition {}, case {})\n",
                           outcome.policy.id, days_in_words(Days{longest.waited}), longest.end,
                           longest.replication, longest.case_id);
      if (!longest.facts.empty()) text_ += paragraph("  Known at listing: ", longest.facts);
      add_story(longest);
    }
  }

  /// The days on which something happened, and now and then where the case stood.
  void add_story(const LongestWait& longest) {
    constexpr std::int64_t kMonth = 28;
    const std::int64_t every = std::max(kMonth, longest.waited / 20);
    std::int64_t told = longest.days.empty() ? 0 : longest.days.front().waited - every;
    for (const StoryDay& day : longest.days) {
      const bool last = &day == &longest.days.back();
      if (day.what.empty() && !last && day.waited < told + every) continue;
      told = day.waited;
      std::string line = fmt::format("  day {:>4}  waited {:>4}", day.day, day.waited);
      if (day.position > 0) {
        line += fmt::format("  place {:>4} of {:>4}  {} with {} points", day.position, day.of,
                            day.tier, to_text(day.points));
      }
      if (!day.what.empty()) line += "  " + day.what;
      text_ += fitted(one_line(line), kTableWidth) + '\n';
    }
  }

  void add_capacity() {
    if (result_.target.empty()) return;
    text_ += '\n' + paragraph("Least number of practitioners so that ", result_.target + ':');
    TextTable table{{{"policy", Align::left, 26},
                     {"practitioners", Align::right},
                     {"met", Align::right},
                     {"met by one fewer", Align::right}}};
    for (const CapacityFound& found : result_.capacity) {
      table.add({{found.policy},
                 {found.practitioners ? std::to_string(*found.practitioners) : "not found"},
                 {text_of(found.met, MeasureUnit::share)},
                 {text_of(found.met_by_one_fewer, MeasureUnit::share)}});
    }
    text_ += table.text(false, 2);
  }

  const SimulationResult& result_;
  std::string text_;
};

}  // namespace

std::string render_text(const SimulationResult& result) { return SimulationText{result}.text(); }

}  // namespace waitlist
