#include <waitlist/report/equality_report.h>

#include "report/equality_words.h"
#include "report/plain_words.h"
#include "report/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kGroupWidth = 26;
constexpr std::size_t kSplitWidth = 12;

bool is_share_of_units(EqualityMeasure measure) {
  return measure == EqualityMeasure::provisional || measure == EqualityMeasure::must_allocate;
}

std::string equality_head(const OrderEquality& equality) {
  const CompiledPolicy& policy = equality.ranking.policy();
  const std::string smallest = std::to_string(equality.options.smallest);
  std::string text = paragraph("Policy: ", policy.written().title + " (" + policy.stamp().id + ' ' +
                                               policy.stamp().version + ')');
  text += "As of " + long_date(equality.ranking.as_of()) + ".\n\n";
  text += paragraph("", count_of(equality.units, "unit is", "units are") + " on the list, with " +
                            count_of(equality.cases, "case", "cases") +
                            ". A unit is one case, or cases that are linked. It counts once, and "
                            "is in the group of its first case.");
  text += paragraph("", "Must be allocated: " + std::to_string(equality.must_allocate) +
                            ". Provisional, since answers are open that could change the band: " +
                            std::to_string(equality.provisional) + ".");
  text += paragraph("", "Groups of 1 to " + std::to_string(equality.options.smallest - 1) +
                            " units are hidden, and so is what would give them back. The mark is " +
                            kHiddenMark + ". Their units still count among the others.");
  if (!equality.ranking.faulty().empty()) {
    text += paragraph(
        "", count_of(equality.ranking.faulty().size(), "faulty row is", "faulty rows are") +
                " set apart and not in these figures.");
  }
  return text;
}

/// How all comparisons were tested, and how often they are wrong.
std::string equality_tests(const OrderEquality& equality) {
  if (equality.families.empty()) {
    return paragraph("", "No two groups could be compared.");
  }
  std::string text;
  for (const EqualityFamily& family : equality.families) {
    text += paragraph(
        "- ", std::string{family.within_bands ? "Within bands" : "Over all bands"} + ": " +
                  count_of(family.comparisons, "comparison", "comparisons") + ", " +
                  (family.exact
                       ? "all " + std::to_string(family.deals) + " ways to deal the labels"
                       : std::to_string(family.deals) + " deals of the labels, drawn with seed " +
                             std::to_string(equality.options.deals.seed)));
  }
  const std::string level = percent_text(equality.options.deals.level);
  return "\nHow gaps were tested\n" + text +
         paragraph("",
                   "The labels of the groups were dealt out again by chance. A gap is told "
                   "apart when chance alone makes one as striking in at most " +
                       level + " of 100 such reports.") +
         paragraph("",
                   "So where chance alone makes all gaps, such a report raises an alarm at most " +
                       level + " times in 100.");
}

std::string equality_groups(const MonitoredFact& fact) {
  TextTable table{{{"group", Align::left, 44}, {"units", Align::right}}};
  std::vector<std::string> empty;
  for (const MonitoredGroup& group : fact.groups) {
    if (group.units == std::uint64_t{0}) {
      empty.push_back(group.label);
      continue;
    }
    table.add_cell(group.label);
    table.add_cell(group.hidden() ? kHiddenMark : std::to_string(*group.units));
    table.end_row();
  }
  std::string text = table.text(false, 2);
  if (!empty.empty()) text += paragraph("  ", "No unit: " + listed(empty) + ".");
  return text;
}

std::string usual_text(const GroupComparison& one) {
  if (one.usual) {
    return gap_text(one.measure, one.usual->estimate) + " [" +
           gap_text(one.measure, static_cast<double>(one.usual->lower)) + ", " +
           gap_text(one.measure, static_cast<double>(one.usual->upper)) + ']';
  }
  if (one.between) {
    return '[' + measured_text(one.measure, one.between->lower) + ", " +
           measured_text(one.measure, one.between->upper) + ']';
  }
  return "";
}

/// What a gap that was not told apart had to be.
std::string needed_text(const GroupComparison& one) {
  if (std::isinf(one.told_apart_above)) return "none could be";
  // Rounded up: what is above the printed number is above the exact one.
  const double step = is_share_of_units(one.measure)           ? 0.001
                      : one.measure == EqualityMeasure::points ? 1.0
                                                               : 0.1;
  return "above " + measured_text(one.measure, std::ceil(one.told_apart_above / step) * step);
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
  std::vector<std::string> hidden;
  for (const HiddenShare& one : fact.hidden_shares) {
    if (one.measure == measure) hidden.push_back(fact.groups[one.group].label);
  }
  if (!hidden.empty()) {
    text += paragraph(
        "  ", "Hidden, since a count is small or would give one away: " + listed(hidden) + ".");
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
    table.add_cell(one.recorded && one.units > 0
                       ? fmt::format("{:.1f} %", 100.0 * static_cast<double>(*one.recorded) /
                                                     static_cast<double>(one.units))
                       : "");
    table.end_row();
  }
  return "\n  On record\n" + table.text(false, 2);
}

std::string equality_fact(const OrderEquality& equality, const MonitoredFact& fact) {
  std::string text = '\n' + fact.label + " (" + fact.id + ")\n";
  if (!fact.compared) {
    text += paragraph("  ", "Dates and numbers make no groups: only who has one is told.");
  }
  text += equality_groups(fact);
  for (const EqualityMeasure measure :
       {EqualityMeasure::place, EqualityMeasure::waited, EqualityMeasure::points,
        EqualityMeasure::provisional, EqualityMeasure::must_allocate}) {
    text += equality_comparisons(fact, measure);
  }
  return text + equality_splits(equality, fact) + equality_completeness(fact);
}

/// Each gap that was told apart, as a sentence.
std::string equality_alarms(const OrderEquality& equality) {
  std::string text;
  for (const MonitoredFact& fact : equality.facts) {
    for (const GroupComparison& one : fact.comparisons) {
      if (!one.told_apart) continue;
      text += paragraph("- ", fact.label + ", " + fact.groups[one.group].label + ": " +
                                  measure_heading(one.measure) +
                                  (one.within_bands ? " within bands" : "") + ", a gap of " +
                                  gap_text(one.measure, one.gap));
    }
  }
  const std::string heading = "\nTold apart from chance\n";
  if (!text.empty()) return heading + text;
  if (equality.families.empty()) return {};
  return heading +
         paragraph("",
                   "No gap was. Beside each gap stands how large it had to be. This does not "
                   "show that there is none.");
}

std::string equality_limits(const OrderEquality& equality) {
  std::string text = "\nWhat may be said, and what may not\n";
  const auto say = [&text](std::string_view words) { text += paragraph("- ", words); };
  say("A gap that is not told apart may still be there. On a short list only a large one shows.");
  say("An alarm is no proof of unfair treatment, and no alarm is no proof that there is none.");
  say("A rule says where points or places come from. It does not say why answers differ.");
  say("Bands are made by the same policy. A gap within bands is not one with need taken out.");
  say("Others are all units outside the group. One group far off moves the gaps of all.");
  say("Waits are those so far, of units that wait still.");
  say("A list is whole. The ranges take it as one draw of what might have been referred and "
      "written down.");
  if (!equality.place_rules.empty()) {
    say("The place of a rule is what it adds, over all orders in which rules could begin to speak. "
        "A silent rule gives each case its mean.");
  }
  say("Two reports on lists that differ by few cases can give hidden groups back. Hide the same "
      "groups again for a year.");
  return text;
}

}  // namespace

std::string render_text(const OrderEquality& equality) {
  std::string text = equality_head(equality) + equality_tests(equality);
  if (equality.facts.empty()) {
    text += '\n' + paragraph("", "The schema of facts has none for monitoring.");
  }
  text += equality_alarms(equality);
  for (const MonitoredFact& fact : equality.facts) text += equality_fact(equality, fact);
  std::vector<std::string> alike;
  for (const EqualityMeasure measure : equality.alike) alike.push_back(measure_heading(measure));
  if (!alike.empty()) {
    text +=
        '\n' + paragraph("", "The same for all units, and so not compared: " + listed(alike) + ".");
  }
  return text + equality_limits(equality);
}

}  // namespace waitlist
