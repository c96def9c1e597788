#include <embedded/foresight_page_mustache.h>
#include <waitlist/report/foresight_report.h>

#include "report/foresight_words.h"
#include "report/html/data_table.h"
#include "report/html/day_chart.h"
#include "report/html/page.h"
#include "report/html/template.h"
#include "report/plain_words.h"
#include "report/simulation_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

using html::CellKind;
using html::Data;
using html::DataCell;
using html::DataRow;
using html::DataTable;
using html::DayChart;
using html::DayRow;
using html::List;
using html::number;
using html::Object;
using html::text;
using html::text_or_none;

constexpr std::size_t kForeseenDrawn = 50;
constexpr std::size_t kForeseenListed = 1000;  // rows of a table
constexpr std::size_t kBroughtIds = 30;

std::string date_or_dash(const std::optional<Day>& day) { return day ? long_date(*day) : "–"; }

/// A share of the futures, and below it where the chance behind it may lie.
DataCell cell_of(const Chance& chance) {
  if (chance.futures == 0) return {"–"};
  return {chance_in_figures(chance),
          fmt::format("{:.1f} to {:.1f} %", 100.0 * chance.interval.least,
                      100.0 * chance.interval.most)};
}

class ForesightPage {
 public:
  explicit ForesightPage(const Foresight& all) : all_{all}, limit_{weeks_or_days(all.limit)} {}

  std::string document() {
    html::Template page{embedded::foresight_page_mustache()};
    return html::document({.title = "When each waiting case may be allocated: " + all_.plan.title,
                           .body = page.filled(data()),
                           .script = ""});
  }

 private:
  Object data() {
    return {
        {"title", text(all_.plan.title)},
        {"status_line", text_or_none(all_.plan.status_line)},
        {"setting", text(capitalised(setting_in_words(all_.setting)))},
        {"warnings", html::sentences(all_.warnings)},
        {"figures", figures()},
        {"premises", html::sentences(premises())},
        {"policies", policies()},
        {"limits", html::sentences(
                       {"No interval covers a scenario that is wrong.",
                        "What managers will decide is not foreseen. Cases on hold stay on hold.",
                        "Each policy is tried by itself, on futures that are drawn alike.",
                        "A chance is no promise to a family, and no reason to let a case wait."})},
        {"scenario", text(all_.plan.id)},
        {"scenario_digest", text(all_.plan.digest.hex())},
        {"seed", number(all_.plan.seed)},
        {"futures", number(all_.futures)},
        {"start_digest",
         text_or_none(all_.setting.start ? all_.setting.start->digest.hex() : std::string{})}};
  }

  [[nodiscard]] bool has_interval() const { return all_.interval_share > 0.0; }

  [[nodiscard]] List figures() const {
    List list;
    const auto add = [&list](std::string_view label, const std::string& value) {
      list.push_back(Object{{"label", text(label)}, {"value", text(value)}});
    };
    const std::size_t waiting = all_.policies.empty() ? 0 : all_.policies.front().cases.size();
    add("cases waiting", std::to_string(waiting));
    add("futures", std::to_string(all_.futures));
    if (has_interval()) {
      add("least chance of an interval", interval_share_in_words(all_.interval_share));
    }
    for (const PolicyForesight& policy : all_.policies) {
      add("may wait too long under " + policy_label(all_, policy),
          std::to_string(cases_at_risk(policy)));
    }
    return list;
  }

  [[nodiscard]] std::vector<std::string> premises() const {
    std::vector<std::string> all{"Drawn: " + futures_in_words(all_) + ". " +
                                 std::string{kFutureInWords}};
    std::string interval;
    for (const std::string& one : interval_sentences(all_)) {
      interval += (interval.empty() ? "" : " ") + one;
    }
    all.push_back(std::move(interval));
    if (all_.futures == 0) return all;
    all.push_back("“Middle” is the middle one of the futures. A dash there is later than " +
                  long_date(last_foreseen_day(all_)) +
                  ", the last day that is simulated, or never.");
    all.emplace_back(
        "Each chance is a share of the futures. Below it stands where the chance behind it may "
        "lie: it lies there 95 times of 100 at least. “≥”: some futures end before it can be "
        "told.");
    all.push_back("“Over” is the chance to wait longer than " + limit_ +
                  ". “Filed late”: the work does not end by the filing date. “Withdrawn” is "
                  "the chance that the family goes off the list first.");
    return all;
  }

  [[nodiscard]] List policies() {
    List list;
    for (const PolicyForesight& policy : all_.policies) {
      Object data{{"id", text("policy-" + std::to_string(list.size() + 1))},
                  {"name", text(policy.policy.id + ' ' + policy.policy.version)},
                  {"title", text(policy.title)},
                  {"digest", text(policy.policy.digest.hex())},
                  {"risk", text(risk_in_words(policy, all_.limit))},
                  {"open", text_or_none(open_in_words(policy))},
                  {"has_cases", Data{!policy.cases.empty()}}};
      add_at_risk(data, policy);
      if (!policy.cases.empty()) add_cases(data, policy, list.size());
      list.push_back(data);
    }
    return list;
  }

  /// `The first 1000 of 2300 stand here. The data has all of them.`
  static std::string more_in_words(std::size_t shown, std::size_t of) {
    if (shown == of) return {};
    return "The first " + std::to_string(shown) + " of " + std::to_string(of) +
           " stand here. The data has all of them.";
  }

  void add_at_risk(Object& data, const PolicyForesight& policy) {
    const std::size_t count = cases_at_risk(policy);
    if (count == 0) return;
    const std::vector<Brought> brought = brought_under(policy);
    if (brought.empty()) {
      data["no_variants"] = text("The scenario has no variants, so it cannot say what would help.");
    } else {
      data["variants_note"] = text(
          "What would help? A variant brings a case under 10 % where the whole interval of "
          "its chance is below that.");
      data["variants"] = text(tables_.html(variants_table(brought, count)));
    }
    std::vector<const CaseForesight*> cases;
    for (const CaseForesight& one : policy.cases) {
      if (is_at_risk(one) && cases.size() < kForeseenListed) cases.push_back(&one);
    }
    data["at_risk_summary"] = text("Those at risk: " + count_of(count, "case", "cases"));
    data["at_risk_more"] = text_or_none(more_in_words(cases.size(), count));
    data["at_risk"] = text(tables_.html(risk_table(cases, brought)));
  }

  static DataTable variants_table(const std::vector<Brought>& brought, std::size_t at_risk) {
    DataTable table{"What each variant brings under 10 %",
                    {{"Variant", CellKind::words},
                     {"What it is", CellKind::words},
                     {"Brings under 10 %"},
                     {"Which cases", CellKind::words}},
                    {}};
    table.rows.reserve(brought.size());
    for (const Brought& one : brought) {
      table.rows.push_back({one.id,
                            {{one.title},
                             {std::to_string(one.cases.size()) + " of " + std::to_string(at_risk)},
                             {one.cases.empty() ? "none" : first_ids(one.cases, kBroughtIds)}}});
    }
    return table;
  }

  /// The chance as things stand and in each variant.
  [[nodiscard]] DataTable risk_table(const std::vector<const CaseForesight*>& cases,
                                     const std::vector<Brought>& brought) const {
    DataTable table{"The chance to wait longer than " + limit_ + ", as it stands and changed",
                    {{"Case", CellKind::words}, {"Place"}, {"As it stands"}},
                    {}};
    for (const Brought& one : brought) table.columns.push_back({one.id});
    table.rows.reserve(cases.size());
    for (const CaseForesight* one : cases) {
      DataRow row{one->case_id,
                  {{std::to_string(std::uint32_t{one->position})}, cell_of(one->over_limit)}};
      for (const VariantChance& variant : one->variants) {
        row.cells.push_back(cell_of(variant.over_limit));
        if (is_brought_under(variant.over_limit)) row.cells.back().below += ": under 10 %";
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  [[nodiscard]] Day limit_day(const CaseForesight& one) const {
    return *all_.setting.from + Days{all_.limit.count() - one.waited};
  }

  [[nodiscard]] DataTable cases_table(const PolicyForesight& policy) const {
    DataTable table{"All figures of each case, in the order of the list",
                    {{"Case", CellKind::words},
                     {"Place"},
                     {"Tier", CellKind::words},
                     {"Waited, days"},
                     {"Likely days", CellKind::words},
                     {limit_ + " end on", CellKind::words},
                     {"Over"},
                     {"Filing date", CellKind::words},
                     {"Filed late"},
                     {"Withdrawn"}},
                    {}};
    const std::size_t shown = std::min(policy.cases.size(), kForeseenListed);
    table.rows.reserve(shown);
    for (std::size_t i = 0; i < shown; ++i) table.rows.push_back(row_of(policy.cases[i]));
    return table;
  }

  [[nodiscard]] DataRow row_of(const CaseForesight& one) const {
    DataCell likely{likely_span_in_words(one, all_)};
    if (has_interval()) likely.below = "middle: " + date_or_dash(one.middle);
    return {one.case_id,
            {{std::to_string(std::uint32_t{one.position})},
             {one.tier},
             {std::to_string(one.waited)},
             std::move(likely),
             {long_date(limit_day(one))},
             cell_of(one.over_limit),
             {one.filing_date ? long_date(*one.filing_date) : "none"},
             one.filing_missed ? cell_of(*one.filing_missed) : DataCell{"no date"},
             cell_of(one.withdrawn)}};
  }

  [[nodiscard]] DayChart chart_of(const PolicyForesight& policy, std::size_t shown) const {
    DayChart chart;
    chart.first = *all_.setting.from;
    chart.last = last_foreseen_day(all_);
    chart.bar_label = "Bar: allocated on one of these days with a chance of at least " +
                      interval_share_in_words(all_.interval_share) +
                      ", with an arrow on one of these or later or never";
    chart.middle_label = "Upright line: the middle one of the futures";
    chart.on_label = "Arrow to the right: on past the last day that is simulated, or never";
    chart.limit_label = "Dashed line: the last day within " + limit_;
    chart.passed_label = "Arrow to the left: has waited longer than " + limit_ + " already";
    chart.due_label = "Rhomb: the filing date";
    chart.text_label = "At the right: the chance to wait longer than " + limit_;
    chart.rows.reserve(shown);
    for (std::size_t i = 0; i < shown; ++i) {
      const CaseForesight& one = policy.cases[i];
      DayRow row;
      row.label = std::to_string(std::uint32_t{one.position}) + ". " + one.case_id;
      row.from = one.earliest;
      row.to = one.latest;
      row.middle = one.middle;
      row.goes_on = all_.futures > 0 && (has_interval() ? !one.latest : !one.middle);
      row.limit = limit_day(one);
      row.due = one.filing_date;
      row.text = chance_in_figures(one.over_limit);
      chart.rows.push_back(std::move(row));
    }
    return chart;
  }

  void add_cases(Object& data, const PolicyForesight& policy, std::size_t index) {
    const std::size_t listed = std::min(policy.cases.size(), kForeseenListed);
    const std::size_t shown = std::min(listed, kForeseenDrawn);
    const std::size_t more = listed - shown;
    const std::string title = more == 0 ? "On which days each case may be allocated"
                                        : "On which days each of the first " +
                                              std::to_string(shown) + " cases may be allocated";
    const std::string note = (more == 0 ? "Drawn are all of them, in the order of the list."
                                        : "Drawn are the first " + std::to_string(shown) +
                                              " in the order of the list. The table has " +
                                              std::to_string(more) + " more.") +
                             " A day off the axis has no mark.";
    DayChart chart = chart_of(policy, shown);
    chart.name = {"days-" + std::to_string(index + 1), title,
                  std::string{"A row for each case: "} +
                      (has_interval() ? "the days from the first to the last one of its interval, "
                                        "the middle one, "
                                      : "the middle one of the futures, ") +
                      "the last day within " + limit_ +
                      " and its filing date. The table has the same days."};
    data["picture_title"] = text(title);
    data["picture"] = text(svg(chart));
    data["picture_note"] = text(note);
    data["cases_more"] = text_or_none(more_in_words(listed, policy.cases.size()));
    data["cases"] = text(tables_.html(cases_table(policy)));
  }

  const Foresight& all_;
  std::string limit_;  ///< `20 weeks`
  html::DataTables tables_;
};

}  // namespace

std::string render_html(const Foresight& foresight) { return ForesightPage{foresight}.document(); }

}  // namespace waitlist
