#include <waitlist/report/equality_report.h>

#include "base/csv_text.h"

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace waitlist {
namespace {

void add_figure(std::string& out, double value) {
  out += ',';
  if (std::isfinite(value)) out += fmt::format("{:.6f}", value);
}

}  // namespace

std::string render_csv(const OrderEquality& equality) {
  std::string out =
      "fact,group,units,measure,within_bands,mean,others,gap,p_alone,p,told_apart,"
      "told_apart_above\n";
  for (const MonitoredFact& fact : equality.facts) {
    for (const GroupComparison& one : fact.comparisons) {
      append_csv_cell(out, fact.id);
      out += ',';
      append_csv_cell(out, fact.groups[one.group].id);
      out += ',' + std::to_string(fact.groups[one.group].units.value_or(0)) + ',';
      out += to_text(one.measure);
      out += one.within_bands ? ",yes" : ",no";
      for (const double value : {one.mean, one.rest, one.gap, one.alone, one.p}) {
        add_figure(out, value);
      }
      out += one.told_apart ? ",yes" : ",no";
      add_figure(out, one.told_apart_above);
      out += '\n';
    }
  }
  return out;
}

}  // namespace waitlist
