#include <waitlist/report/plan_report.h>

#include "report/plain_words.h"
#include "report/plan_series_words.h"
#include "report/plan_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kSeriesWordWidth = 24;

/// A table whose first column, and none or one other, has words.
TextTable series_table(const std::vector<std::string>& titles) {
  std::vector<TableColumn> columns;
  columns.reserve(titles.size());
  for (const std::string& title : titles) {
    columns.push_back({title, columns.empty() ? Align::left : Align::right, kSeriesWordWidth});
  }
  return TextTable{columns};
}

void add_series_row(TextTable& table, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) table.add_cell(cell);
  table.end_row();
}

std::string series_list_table(const PlanSeries& series) {
  TextTable table = series_table(series_columns());
  for (const PlannedList& list : series.lists()) add_series_row(table, series_row(list));
  return '\n' + table.text(false, 2);
}

std::string told_of_lists(std::string_view title, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  std::string text = '\n' + std::string{title} + '\n';
  for (const std::string& sentence : sentences) text += paragraph("- ", sentence);
  return text;
}

std::string series_together(const PlanSeries& series, std::size_t top) {
  std::string text = "\nAll lists together\n";
  for (const std::string& sentence : series_totals_in_words(series)) {
    text += paragraph("  ", sentence);
  }
  const std::vector<PlannedCaseOver> cases = series.cases();
  const std::size_t down = series.totals().ever_down;
  if (down == 0) return text;
  TextTable counts = series_table({"lists down", "cases"});
  for (const auto& [lists, count] : cases_by_lists_down(cases)) {
    add_series_row(counts, {std::to_string(lists), std::to_string(count)});
  }
  text += "\nCases by how often they go down\n" + counts.text(false, 2);
  const std::size_t shown = std::min(top, down);
  TextTable often = series_table(often_down_columns());
  for (std::size_t i = 0; i < shown; ++i) add_series_row(often, often_down_row(cases[i]));
  return text + '\n' + often_down_title(shown, down) + '\n' + often.text(false, 2);
}

}  // namespace

std::string render_text(const PlanSeries& series, std::size_t top) {
  const std::string source = series_source_in_words(series);
  return paragraph("Before: ", policy_named(series.before())) +
         paragraph("After:  ", policy_named(series.after())) +
         (source.empty() ? "" : paragraph("", source)) +
         paragraph("", series_premise_in_words(series)) + series_list_table(series) +
         told_of_lists("Lists without a plan", unplanned_in_words(series)) +
         told_of_lists("Rows that are not compared", rows_not_compared_in_words(series)) +
         series_together(series, top) + '\n' + paragraph("", kPlanSeriesLimit);
}

}  // namespace waitlist
