#include <waitlist/report/equality_report.h>

#include "report/equality_words.h"
#include "report/plain_words.h"
#include "report/text_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kGroupWidth = 26;
constexpr std::size_t kSplitWidth = 12;

std::string paragraphs(std::string_view first, const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& one : sentences) text += paragraph(first, one);
  return text;
}

std::string equality_head(const OrderEquality& equality) {
  const CompiledPolicy& policy = equality.ranking.policy();
  return paragraph("Policy: ", policy.written().title + " (" + policy.stamp().id + ' ' +
                                   policy.stamp().version + ')') +
         "As of " + long_date(equality.ranking.as_of()) + ".\n\n" +
         paragraphs("", counted_units_in_words(equality));
}

/// How all comparisons were tested, and how often they are wrong.
std::string equality_tests(const OrderEquality& equality) {
  if (equality.families.empty()) return paragraph("", kNothingCompared);
  return "\nHow gaps were tested\n" + paragraphs("- ", families_in_words(equality)) +
         paragraphs("", levels_in_words(equality));
}

std::string equality_groups(const MonitoredFact& fact) {
  TextTable table{{{"group", Align::left, 44}, {"units", Align::right}}};
  for (const MonitoredGroup& group : fact.groups) {
    if (group.units == std::uint64_t{0}) continue;
    table.add_cell(group.label);
    table.add_cell(group.hidden() ? kHiddenMark : std::to_string(*group.units));
    table.end_row();
  }
  std::string text = table.text(false, 2);
  if (const std::string empty = empty_groups_in_words(fact); !empty.empty()) {
    text += paragraph("  ", empty);
  }
  return text;
}

void add_comparison(TextTable& table, const MonitoredFact& fact, const GroupComparison& one) {
  table.add_cell(one.within_bands ? "  within bands" : fact.groups[one.group].label);
  table.add_cell(one.within_bands ? "" : measured_text(one.measure, one.mean));
  table.add_cell(one.within_bands ? "" : measured_text(one.measure, one.rest));
  table.add_cell(gap_text(one.measure, one.gap));
  table.add_cell(usual_text(one));
  table.add_cell(chance_text(one.alone));
  table.add_cell(chance_text(one.p));
  table.add_cell(one.told_apart ? "told apart" : needed_text(one));
  table.end_row();
}

std::string equality_comparisons(const MonitoredFact& fact, EqualityMeasure measure) {
  const bool share = is_share_of_units(measure);
  TextTable table{{{"group", Align::left, kGroupWidth},
                   {"its mean", Align::right},
                   {"others", Align::right},
                   {"gap", Align::right},
                   {share ? "share, 95 %" : "usual gap, 95 %", Align::right},
                   {"chance alone", Align::right, 8},
                   {"in report", Align::right, 8},
                   {"told apart", Align::left, 18}}};
  std::string text;
  for (const GroupComparison& one : fact.comparisons) {
    if (one.measure == measure) add_comparison(table, fact, one);
  }
  if (table.rows() > 0) text = table.text(false, 2);
  if (const std::string hidden = hidden_shares_in_words(fact, measure); !hidden.empty()) {
    text += paragraph("  ", hidden);
  }
  const std::string top = measure == EqualityMeasure::place ? " (1 is the top)" : "";
  return text.empty() ? text : "\n  " + measure_heading(measure) + top + '\n' + text;
}

/// Rows of rules, a column for each group.
std::string split_table(const MonitoredFact& fact,
                        const std::vector<EqualityRule>& rules,
                        std::vector<std::int64_t> EqualitySplit::*parts,
                        std::int64_t EqualitySplit::*gap) {
  std::vector<TableColumn> columns{{"rule", Align::left, 30}};
  for (const EqualitySplit& split : fact.splits) {
    columns.push_back({fact.groups[split.group].label, Align::right, kSplitWidth});
  }
  TextTable table{columns};
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    table.add_cell(rules[rule].label);
    for (const EqualitySplit& split : fact.splits) {
      table.add_cell(thousandths_text((split.*parts)[rule]));
    }
    table.end_row();
  }
  table.add_cell("gap");
  for (const EqualitySplit& split : fact.splits) table.add_cell(thousandths_text(split.*gap));
  table.end_row();
  return table.text(false, 2);
}

std::string equality_splits(const OrderEquality& equality, const MonitoredFact& fact) {
  if (fact.splits.empty()) return {};
  return "\n  Points of the gap, by rule\n" +
         split_table(fact, fact.point_rules, &EqualitySplit::points, &EqualitySplit::points_gap) +
         "\n  Places of the gap, by rule (below 0: nearer the top)\n" +
         split_table(fact, equality.place_rules, &EqualitySplit::places,
                     &EqualitySplit::places_gap);
}

std::string equality_completeness(const MonitoredFact& fact) {
  TextTable table{{{"team", Align::left, 36},
                   {"units", Align::right},
                   {"recorded", Align::right},
                   {"", Align::right}}};
  for (const MonitoringCompleteness& one : fact.completeness) {
    const bool all = &one == &fact.completeness.back();
    table.add_cell(all ? "all" : one.team.empty() ? "(none recorded)" : one.team);
    table.add_cell(std::to_string(one.units));
    table.add_cell(one.recorded ? std::to_string(*one.recorded) : kHiddenMark);
    table.add_cell(recorded_share_text(one));
    table.end_row();
  }
  return "\n  On record\n" + table.text(false, 2);
}

std::string equality_fact(const OrderEquality& equality, const MonitoredFact& fact) {
  std::string text = '\n' + fact.label + " (" + fact.id + ")\n";
  if (!fact.compared) {
    text += paragraph("  ", kNoGroups);
  }
  text += equality_groups(fact);
  for (const EqualityMeasure measure : kEqualityMeasures) {
    text += equality_comparisons(fact, measure);
  }
  return text + equality_splits(equality, fact) + equality_completeness(fact);
}

/// Each gap that was told apart, as a sentence.
std::string equality_alarms(const OrderEquality& equality) {
  const std::string heading = "\nTold apart from chance\n";
  const std::vector<std::string> alarms = alarms_in_words(equality);
  if (!alarms.empty()) return heading + paragraphs("- ", alarms);
  if (equality.families.empty()) return {};
  return heading + paragraph("", kNoAlarm);
}

std::string equality_limits(const OrderEquality& equality) {
  return "\nWhat may be said, and what may not\n" +
         paragraphs("- ", equality_limits_in_words(equality));
}

}  // namespace

std::string render_text(const OrderEquality& equality) {
  std::string text = equality_head(equality) + equality_tests(equality);
  if (equality.facts.empty()) {
    text += '\n' + paragraph("", kNothingMonitored);
  }
  text += equality_alarms(equality);
  for (const MonitoredFact& fact : equality.facts) text += equality_fact(equality, fact);
  if (const std::string alike = alike_in_words(equality); !alike.empty()) {
    text += '\n' + paragraph("", alike);
  }
  return text + equality_limits(equality);
}

}  // namespace waitlist
