#include <embedded/simulation_page_mustache.h>
#include <waitlist/report/simulation_report.h>

#include "report/attribution_words.h"
#include "report/html/data_table.h"
#include "report/html/list_over_time.h"
#include "report/html/page.h"
#include "report/html/policy_differences.h"
#include "report/html/simulated_policies.h"
#include "report/html/variant_sections.h"
#include "report/html/wait_spreads.h"
#include "report/html/wait_stories.h"
#include "report/plain_words.h"
#include "report/replay_words.h"
#include "report/simulation_words.h"

namespace waitlist {
namespace {

using html::Data;
using html::DataRow;
using html::DataTable;
using html::groups_of;
using html::has_cases;
using html::List;
using html::Object;
using html::policy_columns;
using html::policy_name;
using html::text;

std::string value_in_words(const Figure& figure, MeasureUnit unit) {
  return interval_in_words(figure.value, unit, figure.value.mean, Sign::as_it_is);
}

class SimulationPage {
 public:
  explicit SimulationPage(const SimulationResult& result) : result_{result} {}

  std::string document() {
    html::Template page{embedded::simulation_page_mustache()};
    return html::document({result_.plan.title, page.filled(data()), ""});
  }

 private:
  Object data() {
    const bool compares = result_.policies.size() > 1 && !groups_of(result_).empty();
    const html::WaitSpreads spreads = html::wait_spreads(result_, tables_);
    Object data{{"title", text(result_.plan.title)},
                {"status_line", html::text_or_none(result_.plan.status_line)},
                {"setting", text(setting_in_words(result_.setting))},
                {"repetitions", text(repetitions_in_words(result_))},
                {"stopped", html::text_or_none(stopped_in_words())},
                {"warnings", warnings()},
                {"facts", facts()},
                {"policies", policies()},
                {"key_figures", text(tables_.html(key_figures()))},
                {"list", html::text_or_none(html::list_over_time(result_, tables_))},
                {"spreads", html::text_or_none(spreads.all_cases)},
                {"group_spreads", html::text_or_none(spreads.groups)},
                {"compares", Data{compares}},
                {"scenario_digest", text(result_.plan.digest.hex())},
                {"scenario", text(result_.plan.id)},
                {"seed", text(std::to_string(result_.plan.seed))},
                {"start_digest",
                 html::text_or_none(result_.setting.start ? result_.setting.start->digest.hex()
                                                          : std::string{})}};
    if (compares) {
      data["first"] = text(policy_name(result_, 0));
      data["difference_charts"] = text(html::difference_charts(result_, tables_));
      data["differences"] = html::differences_in_words(result_);
      data["gaps"] = Data{place_of(result_, "wait_gap").has_value()};
      data["gains"] = html::gains_and_losses(result_, tables_);
    }
    add_replay(data);
    add_variants(data);
    add_stories(data);
    add_groups(data);
    add_capacity(data);
    return data;
  }

  [[nodiscard]] std::string stopped_in_words() const {
    std::string words;
    if (result_.replications < result_.plan.replications) {
      words = "Stopped after " + std::to_string(result_.replications) + " of " +
              std::to_string(result_.plan.replications) +
              " repetitions: intervals are wider than planned.";
    }
    if (result_.replications == 1) {
      words += (words.empty() ? "" : " ");
      words += "One repetition has no interval: nothing here can be told from chance.";
    }
    if (result_.replications == 0) words = "Stopped before anything was done: nothing is known.";
    return words;
  }

  [[nodiscard]] List warnings() const {
    List list;
    for (const std::string& warning : result_.warnings) {
      list.push_back(Object{{"warning", text(warning)}});
    }
    return list;
  }

  [[nodiscard]] List facts() const {
    List list;
    const auto add = [&list](std::string_view label, const std::string& value) {
      list.push_back(Object{{"label", text(label)}, {"value", text(value)}});
    };
    const auto cases = place_of(result_, "cases");
    if (cases && !groups_of(result_).empty()) {
      add("cases in each repetition",
          value_in_words(groups_of(result_).front().figures[*cases], MeasureUnit::cases));
    }
    add("repetitions", std::to_string(result_.replications));
    add("policies", std::to_string(result_.policies.size()));
    return list;
  }

  [[nodiscard]] List policies() const {
    List list;
    for (const PolicyOutcome& outcome : result_.policies) {
      list.push_back(Object{{"id", text(outcome.policy.id)},
                            {"title", text(outcome.title)},
                            {"version", text(outcome.policy.version)},
                            {"digest", text(outcome.policy.digest.hex())}});
    }
    return list;
  }

  /// Policies as rows, what people ask for first as columns.
  [[nodiscard]] DataTable key_figures() const {
    DataTable table{"Key figures of all cases, policy by policy", {{"Policy", {}}}, {}};
    const std::vector<std::size_t> shown = html::asked_first(result_);
    for (const std::size_t measure : shown) {
      table.columns.push_back({capitalised(label_with_unit(result_.measures[measure]))});
    }
    for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
      DataRow row{policy_name(result_, policy), {}};
      for (const std::size_t measure : shown) {
        row.cells.push_back(
            {value_in_words(result_.policies[policy].groups.front().figures[measure],
                            result_.measures[measure].unit)});
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  void add_replay(Object& data) {
    data["replay"] = html::text_or_none("");
    if (!result_.replay) return;
    DataTable table{"The record, and each policy over its cases", {{"Under", {}}}, {}};
    for (const std::string& title : replay_titles(*result_.replay)) {
      table.columns.push_back({capitalised(title)});
    }
    for (const ReplayLine& line : replay_lines(result_)) {
      DataRow row{line.name, {}};
      for (const std::string& cell : line.cells) row.cells.push_back({cell});
      table.rows.push_back(std::move(row));
    }
    data["replay_note"] = text(replay_in_words(result_));
    data["replay"] = text(tables_.html(table));
  }

  void add_variants(Object& data) {
    const List variants = html::variant_sections(result_, tables_);
    data["has_variants"] = Data{!variants.empty()};
    data["variants_note"] = text(std::string{variants_in_words()});
    data["variants"] = variants;
    const List parts = html::attribution_sections(result_, tables_);
    data["has_parts"] = Data{!parts.empty()};
    data["parts_note"] = text(parts.empty() ? "" : attribution_in_words(*result_.attribution));
    data["parts"] = parts;
  }

  void add_stories(Object& data) {
    const List stories = html::wait_stories(result_, tables_);
    data["has_stories"] = Data{!stories.empty()};
    data["stories"] = stories;
  }

  /// Every measure of a group, policies side by side.
  [[nodiscard]] DataTable all_measures(std::size_t group) const {
    const std::string& label = groups_of(result_)[group].label;
    DataTable table{"All measures of " + label, policy_columns(result_, "Measure"), {}};
    for (std::size_t measure = 0; measure < result_.measures.size(); ++measure) {
      const MeasureUnit unit = result_.measures[measure].unit;
      DataRow row{capitalised(label_with_unit(result_.measures[measure])), {}};
      for (std::size_t policy = 0; policy < result_.policies.size(); ++policy) {
        const Figure& figure = result_.policies[policy].groups[group].figures[measure];
        const bool differs = policy > 0 && figure.difference.replications > 0;
        row.cells.push_back(
            {value_in_words(figure, unit),
             differs ? interval_in_words(figure.difference, unit, figure.value.mean, Sign::always)
                     : ""});
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  void add_groups(Object& data) {
    const std::vector<GroupOutcome>& groups = groups_of(result_);
    const auto cases = place_of(result_, "cases");
    List list;
    for (std::size_t i = 1; i < groups.size(); ++i) {
      const bool any = has_cases(result_, groups[i]);
      std::string count = any ? "" : "no case in any repetition";
      if (any && cases) {
        const double mean = groups[i].figures[*cases].value.mean;
        count = number_in_words(mean, 10.0) + " cases";
      }
      list.push_back(Object{{"label", text(capitalised(groups[i].label))},
                            {"count", text(count)},
                            {"table", any ? text(tables_.html(all_measures(i))) : Data{false}}});
    }
    data["all_cases"] = text(groups.empty() ? "" : tables_.html(all_measures(0)));
    data["has_groups"] = Data{!list.empty()};
    data["groups"] = list;
  }

  void add_capacity(Object& data) {
    const auto& all = result_.capacity;
    const bool kinds = !all.empty() && all.front().kind;
    DataTable table{kinds ? "Least number of practitioners to add that is shown to meet the target"
                          : "Least number of practitioners that is shown to meet the target",
                    {{"Policy", {}}},
                    {}};
    if (kinds) table.columns.push_back({"More", {}});
    for (const char* title :
         {kinds ? "Added" : "Practitioners", "Met in", "One fewer", "One more"}) {
      table.columns.push_back({title});
    }
    table.columns.push_back({"In words", {}});
    for (const CapacityFound& found : all) {
      std::vector<html::DataCell> cells;
      if (found.kind) cells.push_back({kind_in_words(*found.kind)});
      cells.push_back({found.enough ? std::to_string(found.enough->practitioners) : "not shown"});
      for (const auto& trial : {found.enough, found.one_fewer, found.one_more}) {
        cells.push_back({trial_in_figures(trial)});
      }
      cells.push_back({capacity_in_words(found)});
      table.rows.push_back({policy_label(result_, found), std::move(cells)});
    }
    List fewest;
    for (const std::string& one : fewest_in_words(result_)) {
      fewest.push_back(Object{{"sentence", text(one)}});
    }
    data["fewest"] = fewest;
    data["target_premise"] = html::text_or_none(result_.target_premise);
    data["target"] = html::text_or_none(result_.target);
    data["capacity"] = text(tables_.html(table));
  }

  const SimulationResult& result_;
  html::DataTables tables_;
};

}  // namespace

std::string render_html(const SimulationResult& result) {
  return SimulationPage{result}.document();
}

}  // namespace waitlist
