#include <waitlist/report/plan_report.h>

#include "base/points_text.h"
#include "report/plain_words.h"
#include "report/plan_words.h"
#include "report/planned_groups_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kTierWidth = 20;

std::string head(const PolicyPlan& plan) {
  std::string text = paragraph("Before: ", policy_named(plan.before.policy())) +
                     paragraph("After:  ", policy_named(plan.after.policy())) +
                     plan_premise_in_words(plan) + "\n\n" + plan_counts_in_words(plan) + '\n';
  for (const std::string& sentence : unplaced_in_words(plan)) text += paragraph("", sentence);
  for (const std::string& sentence : set_apart_in_words(plan)) text += paragraph("", sentence);
  return text;
}

std::string duties(const PolicyPlan& plan) {
  std::string text;
  for (const std::string& sentence : duties_in_words(plan)) text += paragraph("- ", sentence);
  return text.empty() ? text : "\nDuties that change\n" + text;
}

std::string tiers(const PolicyPlan& plan) {
  std::vector<TableColumn> columns{{"before \\ after", Align::left, kTierWidth}};
  const CompiledPolicy& later = plan.after.policy();
  for (TierIndex tier = 0; tier < later.tier_count(); ++tier) {
    columns.push_back({tier_heading(later, tier), Align::right, kTierWidth});
  }
  TextTable table{columns};
  for (TierIndex tier = 0; tier < plan.before.policy().tier_count(); ++tier) {
    table.add_cell(tier_heading(plan.before.policy(), tier));
    for (const std::size_t cases : plan.tiers[tier]) {
      table.add_cell(cases == 0 ? std::string{"-"} : std::to_string(cases));
    }
    table.end_row();
  }
  return "\nCases by their tier\n" + table.text(false, 2);
}

std::string movers(const PolicyPlan& plan, std::size_t top, bool down) {
  const auto found = farthest_moves(plan, top, down);
  if (found.empty()) return {};
  TextTable table{{{"case", Align::left, 20},
                   {"place before", Align::right},
                   {"after", Align::right},
                   {down ? "down" : "up", Align::right},
                   {"tier before", Align::left, kTierWidth},
                   {"after", Align::left, kTierWidth},
                   {"points before", Align::right},
                   {"after", Align::right}}};
  for (const PlannedCase* one : found) {
    table.add_cell(plan.after.cases().case_id(one->after.row));
    table.add_cell(std::to_string(one->before.position));
    table.add_cell(std::to_string(one->after.position));
    table.add_cell(std::to_string(std::abs(one->falls_by())));
    table.add_cell(tier_heading(plan.before.policy(), one->before.score.tier));
    table.add_cell(tier_heading(plan.after.policy(), one->after.score.tier));
    table.add_cell(to_text(one->before.score.points.used));
    table.add_cell(to_text(one->after.score.points.used));
    table.end_row();
  }
  const std::size_t all = down ? plan.all.down : plan.all.up;
  return std::string{"\nGo "} + (down ? "down" : "up") + " farthest (" +
         std::to_string(found.size()) + " of " + std::to_string(all) + ")\n" + table.text(false, 2);
}

std::string rules(const PolicyPlan& plan, std::size_t top) {
  if (plan.rules.empty()) return {};
  TextTable table{{{"rule", Align::left, 44},
                   {"", Align::left},
                   {"cases", Align::right},
                   {"points in all", Align::right},
                   {"most for one", Align::right},
                   {"least for one", Align::right}}};
  const std::size_t shown = std::min(top, plan.rules.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const PlannedRule& rule = plan.rules[i];
    table.add_cell(rule_in_words(plan, rule));
    table.add_cell(rule_change_in_words(rule));
    table.add_cell(std::to_string(rule.cases));
    table.add_cell(signed_points(rule.more));
    table.add_cell(signed_points(rule.most_more));
    table.add_cell(signed_points(rule.most_less));
    table.end_row();
  }
  return "\nRules by which cases have other points (" + std::to_string(shown) + " of " +
         std::to_string(plan.rules.size()) + ", those that move most points first)\n" +
         table.text(false, 2);
}

std::string moves_by(std::string_view what, const std::vector<PlannedMoves>& moves) {
  if (moves.size() < 2) return {};
  TextTable table{{{std::string{what}, Align::left, 36},
                   {"cases", Align::right},
                   {"up", Align::right},
                   {"down", Align::right},
                   {"must now", Align::right},
                   {"no longer", Align::right},
                   {"places down in all", Align::right}}};
  for (const PlannedMoves& one : moves) {
    table.add_cell(one.name.empty() ? kNoneRecorded : one.name);
    for (const std::size_t number :
         {one.cases, one.up, one.down, one.must_now, one.must_no_longer}) {
      table.add_cell(std::to_string(number));
    }
    table.add_cell(std::to_string(one.falls_by));
    table.end_row();
  }
  return "\nBy " + std::string{what} + "\n" + table.text(false, 2);
}

std::string by_group(const PlannedGroups* groups) {
  if (groups == nullptr) return {};
  std::string text = "\nBy group\n";
  for (const std::string& sentence : planned_groups_in_words(*groups)) {
    text += paragraph("  ", sentence);
  }
  for (const PlannedFact& fact : groups->facts) {
    std::vector<TableColumn> columns{{std::string{kPlannedGroupColumns.front()}, Align::left, 36}};
    for (std::size_t i = 1; i < kPlannedGroupColumns.size(); ++i) {
      columns.push_back({std::string{kPlannedGroupColumns[i]}, Align::right, 18});
    }
    TextTable table{columns};
    for (const std::vector<std::string>& row : planned_group_rows(fact)) {
      for (const std::string& cell : row) table.add_cell(cell);
      table.end_row();
    }
    text += "\n  " + fact.label + '\n' + table.text(false, 2);
  }
  return text;
}

}  // namespace

std::string render_text(const PolicyPlan& plan, const PlanReportOptions& options) {
  return head(plan) + duties(plan) + tiers(plan) + movers(plan, options.top, true) +
         movers(plan, options.top, false) + rules(plan, options.top) +
         moves_by("team", plan.by_team) + moves_by("area", plan.by_area) +
         by_group(options.groups) + '\n' + paragraph("", kPlanLimit);
}

}  // namespace waitlist
