#include <waitlist/report/simulation_report.h>

#include "report/attribution_words.h"
#include "report/plain_words.h"
#include "report/replay_words.h"
#include "report/simulation_words.h"
#include "report/text_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace waitlist {
namespace {

std::string text_of(double value, MeasureUnit unit) {
  if (unit == MeasureUnit::share) return fmt::format("{:.1f}%", 100.0 * value);
  if (unit == MeasureUnit::minutes) return fmt::format("{:.1f}", value);
  return number_in_words(value, value);
}

class SimulationText {
 public:
  explicit SimulationText(const SimulationResult& result) : result_{result} {}

  std::string text() {
    head();
    add_replay();
    for (std::size_t group = 0; group < groups(); ++group) add_group(group);
    add_list();
    add_variants();
    text_ += attribution_text(result_);
    add_longest();
    add_capacity();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::size_t groups() const {
    return result_.policies.empty() ? 0 : result_.policies.front().groups.size();
  }

  void head() {
    text_ = paragraph("", result_.plan.title);
    if (!result_.plan.status_line.empty()) text_ += paragraph("", result_.plan.status_line);
    std::string legend =
        repetitions_in_words(result_) + ' ' + capitalised(setting_in_words(result_.setting)) +
        " Each number is the mean over repetitions; ± is half the width of its 95 % interval. "
        "\"than first\" is the difference to the first policy, which met the same cases.";
    if (place_of(result_, "shorter")) {
      legend +=
          " Sooner and later are the cases that waited at least a week less or more than "
          "under it.";
    }
    text_ += '\n' + paragraph("", legend);
    for (const std::string& warning : result_.warnings) {
      text_ += '\n' + paragraph("Warning: ", warning);
    }
  }

  void add_replay() {
    if (!result_.replay) return;
    text_ += "\nThe record and its replay\n" + paragraph("  ", replay_in_words(result_));
    std::vector<TableColumn> columns{{"", Align::left, 26}};
    for (const std::string& title : replay_titles(*result_.replay)) {
      columns.push_back({title, Align::right});
    }
    TextTable table{columns};
    for (const ReplayLine& line : replay_lines(result_)) {
      std::vector<TableCell> row{{line.name}};
      for (const std::string& cell : line.cells) row.push_back({cell});
      table.add(row);
    }
    text_ += table.text(false, 2);
  }

  void add_group(std::size_t group) {
    const auto cases = place_of(result_, "cases");
    const GroupOutcome& first = result_.policies.front().groups[group];
    const Estimate& count = first.figures[*cases].value;
    if (count.mean == 0.0) return;
    text_ += fmt::format("\n{}: {} cases\n", capitalised(one_line(first.label)),
                         number_in_words(count.mean, 10.0));
    std::vector<TableColumn> columns{
        {"policy", Align::left, 26}, {"mean wait", Align::right}, {"than first", Align::right}};
    const std::vector<KeyMeasure> shown = key_measures(result_, first);
    for (const KeyMeasure& key : shown) columns.push_back({key.title, Align::right});
    TextTable table{columns};
    const std::size_t wait = *place_of(result_, "wait_mean");
    for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
      const std::vector<Figure>& figures = result_.policies[policy].groups[group].figures;
      const double size = figures[wait].value.mean;
      std::vector<TableCell> row{{policy_label(result_, policy)},
                                 {days(figures[wait].value, size, Sign::as_it_is)},
                                 {days(figures[wait].difference, size, Sign::always)}};
      add_key_measures(shown, figures, row);
      table.add(row);
    }
    text_ += table.text(false, 2);
  }

  void add_key_measures(const std::vector<KeyMeasure>& shown,
                        const std::vector<Figure>& figures,
                        std::vector<TableCell>& row) const {
    for (const KeyMeasure& key : shown) {
      const Estimate& value = figures[key.measure].value;
      const MeasureUnit unit = result_.measures[key.measure].unit;
      row.push_back({value.replications == 0 ? "–" : text_of(value.mean, unit)});
    }
  }

  static std::string days(const Estimate& estimate, double size, Sign sign) {
    return interval_in_words(estimate, MeasureUnit::days, size, sign);
  }

  void add_list() {
    if (result_.policies.empty() || result_.policies.front().list.empty()) return;
    text_ += "\nCases on the list over time\n";
    std::vector<TableColumn> columns{{"week", Align::right}};
    for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
      columns.push_back({policy_label(result_, policy), Align::right, 15});
    }
    TextTable table{columns};
    const std::size_t weeks = result_.policies.front().list.size();
    const std::size_t step = std::max<std::size_t>(1, (weeks + 15) / 16);
    for (std::size_t week = 0; week < weeks; week += step) {
      std::vector<TableCell> row{{std::to_string(week)}};
      for (const PolicyOutcome& outcome : result_.policies) {
        row.push_back({fmt::format("{:.0f}", outcome.list[week].value.mean)});
      }
      table.add(row);
    }
    text_ += table.text(false, 2);
  }

  void add_variants() {
    if (result_.variants.empty() || result_.policies.empty()) return;
    text_ += "\nVariants: all cases\n" +
             paragraph("  ", std::string{variants_in_words()} +
                                 " \"than now\" is that difference. Sooner and later are told "
                                 "against the first policy in the same variant.");
    const auto wait = place_of(result_, "wait_mean");
    const std::vector<KeyMeasure> shown =
        key_measures(result_, result_.policies.front().groups.front());
    for (const VariantOutcome& variant : result_.variants) {
      text_ += '\n' + paragraph("  ", variant.id + ": " + variant.title);
      std::vector<TableColumn> columns{{"policy", Align::left, 26},
                                       {"cases", Align::right},
                                       {"mean wait", Align::right},
                                       {"than now", Align::right}};
      for (const KeyMeasure& key : shown) columns.push_back({key.title, Align::right});
      TextTable table{columns};
      for (std::size_t policy = 0; policy < variant.policies.size(); ++policy) {
        const std::vector<Figure>& figures = variant.policies[policy].groups.front().figures;
        const double size = figures[*wait].value.mean;
        std::vector<TableCell> row{
            {policy_label(result_, policy)},
            {number_in_words(figures[*place_of(result_, "cases")].value.mean, 10.0)},
            {days(figures[*wait].value, size, Sign::as_it_is)},
            {days(figures[*wait].change, size, Sign::always)}};
        add_key_measures(shown, figures, row);
        table.add(row);
      }
      text_ += table.text(false, 2);
      for (const std::string& warning : variant.warnings) {
        text_ += paragraph("  Warning: ", warning);
      }
    }
  }

  void add_longest() {
    for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
      if (!result_.policies[policy].longest) continue;
      const LongestWait& longest = *result_.policies[policy].longest;
      text_ += fmt::format("\nThe longest wait under {}: {}, {} (repetition {}, case {})\n",
                           policy_label(result_, policy), days_in_words(Days{longest.waited}),
                           longest.end, longest.replication, longest.case_id);
      if (!longest.facts.empty()) text_ += paragraph("  Known at listing: ", longest.facts);
      add_story(longest);
    }
  }

  void add_story(const LongestWait& longest) {
    for (const StoryDay* day : told_days(longest)) {
      std::string line = fmt::format("  day {:>4}  waited {:>4}", day->day, day->waited);
      if (day->position > 0) {
        line += fmt::format("  place {:>4} of {:>4}  {} with {} points",
                            std::uint32_t{day->position}, day->of, day->tier, to_text(day->points));
      }
      if (!day->what.empty()) line += "  " + day->what;
      text_ += fitted(one_line(line), kTableWidth) + '\n';
    }
  }

  void add_capacity() {
    if (result_.target.empty()) return;
    const auto& all = result_.capacity;
    const bool kinds = !all.empty() && all.front().kind;
    text_ += '\n' + paragraph("", std::string{"Least number of practitioners "} +
                                      (kinds ? "to add " : "") + "so that " + result_.target + ':');
    std::vector<TableColumn> columns{{"policy", Align::left, 26}};
    if (kinds) columns.push_back({"more", Align::left, 36});
    for (const char* title :
         {kinds ? "added" : "practitioners", "met in", "one fewer", "one more"}) {
      columns.push_back({title, Align::right});
    }
    TextTable table{columns};
    for (const CapacityFound& found : all) {
      std::vector<TableCell> row{{policy_label(result_, found)}};
      if (found.kind) row.push_back({kind_in_words(*found.kind)});
      row.push_back({found.enough ? std::to_string(found.enough->practitioners) : "not shown"});
      for (const auto& trial : {found.enough, found.one_fewer, found.one_more}) {
        row.push_back({trial_in_figures(trial)});
      }
      table.add(row);
    }
    text_ += table.text(false, 2);
    for (const std::string& sentence : fewest_in_words(result_)) {
      text_ += paragraph("  ", sentence);
    }
    for (const CapacityFound& found : all) {
      const std::string like = found.kind ? ", " + kind_in_words(*found.kind) : "";
      text_ +=
          paragraph("  ", policy_label(result_, found) + like + ": " + capacity_in_words(found));
    }
    text_ += paragraph("  ", result_.target_premise);
  }

  const SimulationResult& result_;
  std::string text_;
};

}  // namespace

std::string render_text(const SimulationResult& result) { return SimulationText{result}.text(); }

}  // namespace waitlist
