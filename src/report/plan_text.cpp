#include <waitlist/report/plan_report.h>

#include "base/points_text.h"
#include "report/plain_words.h"
#include "report/plan_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kPlannedIdsShown = 20;
constexpr std::size_t kTierWidth = 20;

std::string policy_named(const CompiledPolicy& policy) {
  return policy.written().title + " (" + policy.stamp().id + " " + policy.stamp().version + ")";
}

/// `A, B and C`; of very many the first, and how many more.
std::string ids(const std::vector<std::string>& all) {
  if (all.size() <= kPlannedIdsShown) return listed(all);
  const std::vector<std::string> first(all.begin(), all.begin() + kPlannedIdsShown);
  return listed(first, ", ") + " and " + std::to_string(all.size() - kPlannedIdsShown) + " more";
}

template <class Has>
std::vector<std::string> ids_where(const PolicyPlan& plan, Has has) {
  std::vector<std::string> found;
  for (const PlannedCase& one : plan.cases) {
    if (has(one)) found.emplace_back(plan.after.cases().case_id(one.after.row));
  }
  return found;
}

/// Ids as read, on one line each; `a row without an id` where none could be read.
std::string ids_as_read(const std::vector<std::string>& all) {
  std::vector<std::string> named;
  named.reserve(all.size());
  for (const std::string& id : all) {
    named.push_back(id.empty() ? "a row without an id" : clipped(id));
  }
  return ids(named);
}

/// `13 on hold and 2 faulty`: rows without a place, by how they stand.
std::string counted_standings(const std::vector<UnplacedCase>& rows,
                              PlanStanding UnplacedCase::*side) {
  std::map<PlanStanding, std::size_t> counts;
  for (const UnplacedCase& row : rows) ++counts[row.*side];
  std::vector<std::string> words;
  words.reserve(counts.size());
  for (const auto& [standing, count] : counts) {
    words.push_back(std::to_string(count) + ' ' + standing_in_words(standing));
  }
  return listed(words);
}

template <class Has>
std::vector<UnplacedCase> unplaced_where(const PolicyPlan& plan, Has has) {
  std::vector<UnplacedCase> found;
  std::ranges::copy_if(plan.unplaced, std::back_inserter(found), has);
  return found;
}

std::string by_neither(const PolicyPlan& plan) {
  const auto rows = unplaced_where(plan, [](const UnplacedCase& one) { return one.by_neither(); });
  if (rows.empty()) return {};
  std::string text = count_of(rows.size(), "row of the list has", "rows of the list have") +
                     " no place under either policy: ";
  const std::string before = counted_standings(rows, &UnplacedCase::before);
  const std::string after = counted_standings(rows, &UnplacedCase::after);
  text += before == after ? before : before + " before; " + after + " after";
  return paragraph("", text + ".");
}

std::string by_one(const PolicyPlan& plan) {
  std::string text;
  const auto one_sided = [&](const std::vector<std::string>& only,
                             PlanStanding UnplacedCase::*ranked, PlanStanding UnplacedCase::*other,
                             std::string_view when, std::string_view otherwise) {
    if (only.empty()) return;
    const auto rows = unplaced_where(
        plan, [&](const UnplacedCase& one) { return one.*ranked == PlanStanding::ranked; });
    text +=
        paragraph("", "Ranked " + std::string{when} + " only: " + ids(only) + " (" +
                          std::string{otherwise} + ": " + counted_standings(rows, other) + ").");
  };
  one_sided(plan.only_before, &UnplacedCase::before, &UnplacedCase::after, "before", "after");
  one_sided(plan.only_after, &UnplacedCase::after, &UnplacedCase::before, "after", "before");
  return text;
}

std::string faulty_under(std::string_view policy, const std::vector<std::string>& rows) {
  if (rows.empty()) return {};
  return paragraph("", count_of(rows.size(), "row is", "rows are") + " not ranked by the " +
                           std::string{policy} +
                           " policy and must be looked at: " + ids_as_read(rows) + ".");
}

std::string head(const PolicyPlan& plan) {
  std::string text = paragraph("Before: ", policy_named(plan.before.policy())) +
                     paragraph("After:  ", policy_named(plan.after.policy()));
  text +=
      "As of " + long_date(plan.after.as_of()) + ", by the facts and the days of this list.\n\n";
  const PlannedMoves& all = plan.all;
  const std::size_t stay = all.cases - all.up - all.down;
  text += count_of(all.cases, "case is", "cases are") +
          " ranked by both: " + count_of(all.up, "goes up", "go up") + ", " +
          count_of(all.down, "goes down", "go down") + ", " +
          count_of(stay, "keeps its place", "keep their place") + ".\n";
  return text + by_one(plan) + by_neither(plan) + faulty_under("earlier", plan.faulty_before) +
         faulty_under("later", plan.faulty_after);
}

std::string duties(const PolicyPlan& plan) {
  std::string text;
  const auto now = ids_where(plan, [](const PlannedCase& one) { return one.must_now(); });
  const auto no_longer =
      ids_where(plan, [](const PlannedCase& one) { return one.must_no_longer(); });
  if (!now.empty()) text += paragraph("- ", "Has to be allocated, and did not: " + ids(now) + ".");
  if (!no_longer.empty()) {
    text += paragraph("- ", "Had to be allocated, and does not: " + ids(no_longer) + ".");
  }
  for (const PlannedAction& action : plan.actions) {
    if (!action.now.empty()) {
      text += paragraph("- ", "New for " + ids(action.now) + ": " + sentence(action.action));
    }
    if (!action.no_longer.empty()) {
      text += paragraph("- ",
                        "No longer for " + ids(action.no_longer) + ": " + sentence(action.action));
    }
  }
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

/// Cases that go farthest one way, the farthest first; among equals by the later order.
std::vector<const PlannedCase*> farthest(const PolicyPlan& plan, std::size_t count, bool down) {
  std::vector<const PlannedCase*> found;
  for (const PlannedCase& one : plan.cases) {
    if (down ? one.falls_by() > 0 : one.falls_by() < 0) found.push_back(&one);
  }
  std::ranges::stable_sort(found, std::ranges::greater{},
                           [](const PlannedCase* one) { return std::abs(one->falls_by()); });
  found.resize(std::min(found.size(), count));
  return found;
}

std::string movers(const PolicyPlan& plan, std::size_t top, bool down) {
  const auto found = farthest(plan, top, down);
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
    table.add_cell(!rule.before ? "new" : !rule.after ? "gone" : "");
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
    table.add_cell(one.name.empty() ? "(none recorded)" : one.name);
    for (const std::size_t number :
         {one.cases, one.up, one.down, one.must_now, one.must_no_longer}) {
      table.add_cell(std::to_string(number));
    }
    table.add_cell(std::to_string(one.falls_by));
    table.end_row();
  }
  return "\nBy " + std::string{what} + "\n" + table.text(false, 2);
}

}  // namespace

std::string render_text(const PolicyPlan& plan, const PlanReportOptions& options) {
  return head(plan) + duties(plan) + tiers(plan) + movers(plan, options.top, true) +
         movers(plan, options.top, false) + rules(plan, options.top) +
         moves_by("team", plan.by_team) + moves_by("area", plan.by_area) + '\n' +
         paragraph("",
                   "Where the rules of the policies differ, their points need not measure the same "
                   "thing. A place says who stands before whom under its policy.");
}

}  // namespace waitlist
