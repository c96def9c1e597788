#include "report/html/variant_sections.h"

#include "report/attribution_words.h"
#include "report/html/row_chart.h"
#include "report/html/simulated_policies.h"
#include "report/plain_words.h"
#include "report/simulation_words.h"

namespace waitlist::html {
namespace {

DataTable table_of(const SimulationResult& result, const VariantOutcome& variant) {
  DataTable table{
      "Variant " + variant.id + ": all cases, policy by policy", {{"Policy", CellKind::words}}, {}};
  const std::vector<std::size_t> shown = asked_first(result);
  for (const std::size_t measure : shown) {
    table.columns.push_back({capitalised(label_with_unit(result.measures[measure]))});
  }
  for (std::size_t policy = 0; policy < variant.policies.size(); ++policy) {
    DataRow row{policy_name(result, policy), {}};
    for (const std::size_t measure : shown) {
      const Figure& figure = variant.policies[policy].groups.front().figures[measure];
      const MeasureUnit unit = result.measures[measure].unit;
      row.cells.push_back(
          {interval_in_words(figure.value, unit, figure.value.mean, Sign::as_it_is),
           figure.change.replications == 0
               ? ""
               : interval_in_words(figure.change, unit, figure.value.mean, Sign::always)});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// A part with its interval, as it is drawn: shares in per cent.
ChartRow part_row(const std::string& label, const Estimate& part, double times, double mean) {
  const double half = times * part.half_width;
  return {label, {RowShape{Whisker{mean, mean - half, mean + half}, 0, ""}}, {}};
}

}  // namespace

List variant_sections(const SimulationResult& result, DataTables& tables) {
  List list;
  for (const VariantOutcome& variant : result.variants) {
    List warnings;
    for (const std::string& warning : variant.warnings) {
      warnings.push_back(Object{{"warning", text(warning)}});
    }
    list.push_back(Object{{"id", text(variant.id)},
                          {"title", text(variant.title)},
                          {"warnings", warnings},
                          {"table", text(tables.html(table_of(result, variant)))}});
  }
  return list;
}

List attribution_sections(const SimulationResult& result, DataTables& tables) {
  List list;
  if (!result.attribution) return list;
  const std::vector<DelayCause>& causes = result.attribution->causes;
  for (const AttributedMeasure& one : result.attribution->measures) {
    const Measure& measure = result.measures[one.measure];
    const double times = measure.unit == MeasureUnit::share ? 100.0 : 1.0;
    const std::string title = policy_label(result, one) + ": " + label_with_unit(measure);
    DataTable table{"Parts of " + title, {{"Part", CellKind::words}, {"Mean"}}, {}};
    RowChart chart;
    const Ledger ledger = ledger_of(one, times, kLedgerSteps);
    for (const LedgerLine& line : ledger_lines(one, causes, measure.unit)) {
      table.rows.push_back({line.label, {{line.figure}}});
    }
    for (std::size_t i = 0; i < causes.size() && one.whole.replications > 0; ++i) {
      chart.rows.push_back(part_row(causes[i].title, one.parts[i], times, ledger.parts[i]));
    }
    chart.name = {"parts-" + std::to_string(list.size()), "Parts of " + title,
                  "Every figure stands in the table below."};
    chart.x.title = "Adds to " + label_with_unit(measure);
    const std::string pairs = pairs_in_words(one, causes, measure.unit);
    list.push_back(Object{{"pairs", pairs.empty() ? Data{false} : text(pairs)},
                          {"chart", text(tables.html(ChartHead{title, ""}, svg(chart), table))}});
  }
  return list;
}

}  // namespace waitlist::html
