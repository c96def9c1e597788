#include <embedded/plan_series_page_mustache.h>
#include <waitlist/report/plan_report.h>

#include "report/html/data_table.h"
#include "report/html/page.h"
#include "report/html/template.h"
#include "report/plain_words.h"
#include "report/plan_series_words.h"
#include "report/plan_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

/// A table whose first column has words and the others numbers.
html::DataTable series_data_table(const std::string& caption,
                                  const std::vector<std::string>& titles) {
  html::DataTable table{caption, {}, {}};
  table.columns.reserve(titles.size());
  for (const std::string& title : titles) {
    const bool first = table.columns.empty();
    table.columns.push_back(
        {capitalised(title), first ? html::CellKind::words : html::CellKind::number});
  }
  return table;
}

html::DataRow series_data_row(const std::vector<std::string>& cells) {
  html::DataRow row{cells.front(), {}};
  row.cells.reserve(cells.size());
  for (std::size_t i = 1; i < cells.size(); ++i) row.cells.push_back({cells[i]});
  return row;
}

class PlanSeriesPage {
 public:
  PlanSeriesPage(const PlanSeries& series, std::size_t top)
      : series_{series}, totals_{series.totals()}, top_{top} {}

  std::string document() {
    html::Template page{embedded::plan_series_page_mustache()};
    return html::document({.title = "From " + series_.before().written().title + " to " +
                                    series_.after().written().title + ": recorded lists under both",
                           .body = page.filled(data()),
                           .script = ""});
  }

 private:
  html::Object data() {
    const std::vector<std::string> faults = unplanned_in_words(series_);
    const std::vector<std::string> others = rows_not_compared_in_words(series_);
    html::Object data{{"premise", html::text(series_premise_in_words(series_))},
                      {"source", html::text_or_none(series_source_in_words(series_))},
                      {"policies", policies()},
                      {"figures", figures()},
                      {"lists", html::text(lists())},
                      {"has_faults", html::Data{!faults.empty()}},
                      {"faults", html::sentences(faults)},
                      {"has_others", html::Data{!others.empty()}},
                      {"others", html::sentences(others)},
                      {"totals", html::sentences(series_totals_in_words(series_))},
                      {"limit", html::text(kPlanSeriesLimit)}};
    add_often(data);
    return data;
  }

  [[nodiscard]] html::List policies() const {
    html::List list;
    for (const CompiledPolicy* policy : {&series_.before(), &series_.after()}) {
      list.push_back(
          html::Object{{"when", html::text(policy == &series_.before() ? "Before" : "After")},
                       {"name", html::text(policy_named(*policy))},
                       {"stamp", html::text(policy->stamp().id + ' ' + policy->stamp().version)},
                       {"status_line", html::text(policy->written().status_line)},
                       {"digest", html::text(policy->stamp().digest.hex())}});
    }
    return list;
  }

  [[nodiscard]] html::List figures() const {
    html::List list;
    const auto add = [&list](std::string_view label, std::size_t value) {
      list.push_back(html::Object{{"label", html::text(label)}, {"value", html::number(value)}});
    };
    add("lists ranked under both", totals_.planned);
    add("lists without a plan", totals_.lists - totals_.planned);
    add("cases compared", totals_.cases);
    add("go down at least once", totals_.ever_down);
    add("go up at least once", totals_.ever_up);
    add("keep their place on every list", totals_.keep_place);
    return list;
  }

  std::string lists() {
    html::DataTable table = series_data_table(
        "Each list under both policies, in the order of the record", series_columns());
    table.rows.reserve(series_.lists().size());
    for (const PlannedList& list : series_.lists()) {
      table.rows.push_back(series_data_row(series_row(list)));
    }
    return tables_.html(table);
  }

  void add_often(html::Object& data) {
    data["often"] = html::Data{false};
    if (totals_.ever_down == 0) return;
    const std::vector<PlannedCaseOver> cases = series_.cases();
    html::DataTable counts =
        series_data_table("On how many lists cases go down", {"lists down", "cases"});
    for (const auto& [lists, count] : cases_by_lists_down(cases)) {
      counts.rows.push_back(series_data_row({std::to_string(lists), std::to_string(count)}));
    }
    const std::size_t shown = std::min(top_, totals_.ever_down);
    html::DataTable often =
        series_data_table("Cases that go down on most lists", often_down_columns());
    often.rows.reserve(shown);
    for (std::size_t i = 0; i < shown; ++i) {
      often.rows.push_back(series_data_row(often_down_row(cases[i])));
    }
    data["counts"] = html::text(tables_.html(counts));
    data["often_title"] = html::text(often_down_title(shown, totals_.ever_down));
    data["often"] = html::text(tables_.html(often));
  }

  const PlanSeries& series_;
  PlanSeriesTotals totals_;
  std::size_t top_;
  html::DataTables tables_;
};

}  // namespace

std::string render_html(const PlanSeries& series, std::size_t top) {
  return PlanSeriesPage{series, top}.document();
}

}  // namespace waitlist
