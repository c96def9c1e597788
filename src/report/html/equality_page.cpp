#include <embedded/equality_page_mustache.h>
#include <waitlist/report/equality_report.h>

#include "report/equality_words.h"
#include "report/html/data_table.h"
#include "report/html/equality_pictures.h"
#include "report/html/page.h"
#include "report/html/template.h"
#include "report/plain_words.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

using html::CellKind;
using html::Data;
using html::DataRow;
using html::DataTable;
using html::List;
using html::number;
using html::Object;
using html::sentences;
using html::text;
using html::text_or_none;

class EqualityPage {
 public:
  explicit EqualityPage(const OrderEquality& equality) : equality_{equality} {}

  std::string document() {
    html::Template page{embedded::equality_page_mustache()};
    return html::document(
        {.title = "How groups stand: " + equality_.ranking.policy().written().title,
         .body = page.filled(data()),
         .script = ""});
  }

 private:
  Object data() {
    const CompiledPolicy& policy = equality_.ranking.policy();
    const std::string stamp = policy.stamp().id + ' ' + policy.stamp().version;
    const std::vector<std::string> alarms = alarms_in_words(equality_);
    Object data{
        {"policy", text(policy.written().title + " (" + stamp + ")")},
        {"day", text(long_date(equality_.ranking.as_of()))},
        {"figures", figures()},
        {"counted", sentences(counted_units_in_words(equality_))},
        {"compared", Data{!equality_.families.empty()}},
        {"nothing_compared", text(kNothingCompared)},
        {"nothing_monitored", equality_.facts.empty() ? text(kNothingMonitored) : Data{false}},
        {"has_alarms", Data{!alarms.empty()}},
        {"alarms", sentences(alarms)},
        {"no_alarm", text(kNoAlarm)},
        {"families", sentences(families_in_words(equality_))},
        {"levels", sentences(levels_in_words(equality_))},
        {"alike", text_or_none(alike_in_words(equality_))},
        {"limits", sentences(equality_limits_in_words(equality_))},
        {"stamp", text(stamp)},
        {"digest", text(policy.stamp().digest.hex())},
        {"cases_digest", text(equality_.ranking.cases().digest().hex())}};
    List facts;
    for (std::size_t i = 0; i < equality_.facts.size(); ++i) {
      facts.push_back(of_fact(equality_.facts[i], "fact-" + std::to_string(i + 1)));
    }
    data["facts"] = facts;
    return data;
  }

  [[nodiscard]] List figures() const {
    List list;
    const auto add = [&list](std::string_view label, std::uint64_t value) {
      list.push_back(Object{{"label", text(label)}, {"value", number(value)}});
    };
    add("units", equality_.units);
    add("cases", equality_.cases);
    add("must be allocated", equality_.must_allocate);
    add("provisional", equality_.provisional);
    return list;
  }

  Object of_fact(const MonitoredFact& fact, const std::string& id) {
    List measures;
    for (const EqualityMeasure measure : kEqualityMeasures) {
      const DataTable table = comparisons(fact, measure);
      const std::string hidden = hidden_shares_in_words(fact, measure);
      if (table.rows.empty() && hidden.empty()) continue;
      const std::string top = measure == EqualityMeasure::place ? " (1 is the top)" : "";
      const std::string chart =
          html::intervals_chart(fact, measure, id + '-' + std::string{to_text(measure)});
      measures.push_back(
          Object{{"heading", text(measure_heading(measure) + top)},
                 {"table", table.rows.empty() ? Data{false} : text(tables_.html(table))},
                 {"chart", text_or_none(chart)},
                 {"hidden", text_or_none(hidden)}});
    }
    const DataTable groups = groups_of_fact(fact);
    return Object{{"id", text(id)},
                  {"label", text(fact.label)},
                  {"fact", text(fact.id)},
                  {"no_groups", fact.compared ? Data{false} : text(kNoGroups)},
                  {"groups", groups.rows.empty() ? Data{false} : text(tables_.html(groups))},
                  {"empty", text_or_none(empty_groups_in_words(fact))},
                  {"measures", measures},
                  {"splits", splits(fact)},
                  {"completeness", text(tables_.html(completeness(fact)))}};
  }

  static DataTable groups_of_fact(const MonitoredFact& fact) {
    DataTable table{fact.label + ": groups", {{"Group", CellKind::words}, {"Units"}}, {}};
    for (const MonitoredGroup& group : fact.groups) {
      if (group.units == std::uint64_t{0}) continue;
      table.rows.push_back(
          {group.label, {{group.hidden() ? kHiddenMark : std::to_string(*group.units)}}});
    }
    return table;
  }

  static DataTable comparisons(const MonitoredFact& fact, EqualityMeasure measure) {
    DataTable table{
        fact.label + ": " + measure_heading(measure),
        {{"Group", CellKind::words},
         {"Its mean"},
         {"Others"},
         {"Gap"},
         {is_share_of_units(measure) ? "Share, 95 %" : "Usual gap, 95 %", CellKind::words},
         {"Chance alone"},
         {"In report"},
         {"Told apart", CellKind::words}},
        {}};
    for (const GroupComparison& one : fact.comparisons) {
      if (one.measure != measure) continue;
      const std::string& label = fact.groups[one.group].label;
      const auto over_all = [&one](double value) {
        return one.within_bands ? std::string{} : measured_text(one.measure, value);
      };
      table.rows.push_back({one.within_bands ? label + ", within bands" : label,
                            {{over_all(one.mean)},
                             {over_all(one.rest)},
                             {gap_text(measure, one.gap)},
                             {usual_text(one)},
                             {chance_text(one.alone)},
                             {chance_text(one.p)},
                             {one.told_apart ? "told apart" : needed_text(one)}}});
    }
    return table;
  }

  /// Rows of rules, a column for each group.
  static DataTable split(const std::string& caption,
                         const MonitoredFact& fact,
                         const std::vector<EqualityRule>& rules,
                         std::vector<std::int64_t> EqualitySplit::*parts,
                         std::int64_t EqualitySplit::*gap) {
    DataTable table{caption, {{"Rule", CellKind::words}}, {}};
    for (const EqualitySplit& one : fact.splits) {
      table.columns.push_back({fact.groups[one.group].label});
    }
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      DataRow row{rules[rule].label, {}};
      for (const EqualitySplit& one : fact.splits) {
        row.cells.push_back({thousandths_text((one.*parts)[rule])});
      }
      table.rows.push_back(std::move(row));
    }
    DataRow sum{"Gap", {}};
    for (const EqualitySplit& one : fact.splits) {
      sum.cells.push_back({thousandths_text(one.*gap)});
    }
    table.rows.push_back(std::move(sum));
    return table;
  }

  List splits(const MonitoredFact& fact) {
    List list;
    if (fact.splits.empty()) return list;
    list.push_back(Object{{"title", text("Points of the gap, by rule")},
                          {"table", text(tables_.html(split(
                                        fact.label + ": points of the gap", fact, fact.point_rules,
                                        &EqualitySplit::points, &EqualitySplit::points_gap)))}});
    list.push_back(Object{
        {"title", text("Places of the gap, by rule (below 0: nearer the top)")},
        {"table",
         text(tables_.html(split(fact.label + ": places of the gap", fact, equality_.place_rules,
                                 &EqualitySplit::places, &EqualitySplit::places_gap)))}});
    return list;
  }

  static DataTable completeness(const MonitoredFact& fact) {
    DataTable table{fact.label + ": on record",
                    {{"Team", CellKind::words}, {"Units"}, {"Recorded"}, {"Share"}},
                    {}};
    for (const MonitoringCompleteness& one : fact.completeness) {
      const bool all = &one == &fact.completeness.back();
      table.rows.push_back({all                ? "All"
                            : one.team.empty() ? "(none recorded)"
                                               : one.team,
                            {{std::to_string(one.units)},
                             {one.recorded ? std::to_string(*one.recorded) : kHiddenMark},
                             {recorded_share_text(one)}}});
    }
    return table;
  }

  const OrderEquality& equality_;
  html::DataTables tables_;
};

}  // namespace

std::string render_html(const OrderEquality& equality) { return EqualityPage{equality}.document(); }

}  // namespace waitlist
