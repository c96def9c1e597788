#include <embedded/plan_page_mustache.h>
#include <waitlist/report/plan_report.h>

#include "base/points_text.h"
#include "report/html/data_table.h"
#include "report/html/page.h"
#include "report/html/plan_pictures.h"
#include "report/html/template.h"
#include "report/plain_words.h"
#include "report/plan_words.h"
#include "report/planned_groups_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {
namespace {

using html::CellKind;
using html::Data;
using html::DataColumn;
using html::DataRow;
using html::DataTable;
using html::List;
using html::number;
using html::Object;
using html::sentences;
using html::text;
using html::text_or_none;

constexpr std::size_t kPlanRowsShown = 1000;  // of a table that grows with the list

/// Said where a table is cut; nothing where it is whole.
std::string cut_in_words(std::size_t all, std::string_view order) {
  if (all <= kPlanRowsShown) return {};
  return "The first " + std::to_string(kPlanRowsShown) + " of " + std::to_string(all) +
         " stand here, " + std::string{order} + ". The data has all of them.";
}

std::string duty_in_words(const PlannedCase& one) {
  if (one.must_now()) return "must now";
  if (one.must_no_longer()) return "must no longer";
  return one.after.score.must_allocate ? "must, as before" : "";
}

class PlanPage {
 public:
  PlanPage(const PolicyPlan& plan, const PlanReportOptions& options)
      : plan_{plan}, options_{options} {}

  std::string document() {
    html::Template page{embedded::plan_page_mustache()};
    return html::document({.title = "From " + plan_.before.policy().written().title + " to " +
                                    plan_.after.policy().written().title + ": a list under both",
                           .body = page.filled(data()),
                           .script = ""});
  }

 private:
  Object data() {
    Object data{{"premise", text(plan_premise_in_words(plan_))},
                {"set_apart", sentences(set_apart_in_words(plan_))},
                {"policies", policies()},
                {"figures", figures()},
                {"counts", text(plan_counts_in_words(plan_))},
                {"unplaced", sentences(unplaced_in_words(plan_))},
                {"by", by_team_and_area()},
                {"cases_digest", text(plan_.after.cases().digest().hex())},
                {"day", text(long_date(plan_.after.as_of()))}};
    add_moves(data);
    add_all_moves(data);
    add_duties(data);
    data["tiers"] = text(tables_.html(tiers()));
    add_rules(data);
    add_others(data);
    List limits;
    for (const std::string_view limit :
         {kPlanLimit,
          std::string_view{"It is about this list on this day. What a policy does to lists that "
                           "nobody has seen yet, a simulation can say."},
          std::string_view{"Which order is right is not said. That is for those who adopt the "
                           "policy."}}) {
      limits.push_back(Object{{"limit", text(limit)}});
    }
    data["limits"] = limits;
    return data;
  }

  [[nodiscard]] List policies() const {
    List list;
    for (const Ranking* ranking : {&plan_.before, &plan_.after}) {
      const CompiledPolicy& policy = ranking->policy();
      list.push_back(Object{{"when", text(ranking == &plan_.before ? "Before" : "After")},
                            {"name", text(policy_named(policy))},
                            {"stamp", text(policy.stamp().id + ' ' + policy.stamp().version)},
                            {"status_line", text(policy.written().status_line)},
                            {"digest", text(policy.stamp().digest.hex())}});
    }
    return list;
  }

  [[nodiscard]] List figures() const {
    List list;
    const auto add = [&list](std::string_view label, std::size_t value) {
      list.push_back(Object{{"label", text(label)}, {"value", number(value)}});
    };
    add("ranked by both", plan_.all.cases);
    add("go up", plan_.all.up);
    add("go down", plan_.all.down);
    add("keep their place", plan_.all.cases - plan_.all.up - plan_.all.down);
    add("have to be allocated now", plan_.all.must_now);
    add("no longer have to", plan_.all.must_no_longer);
    add("not ranked by both", plan_.unplaced.size());
    return list;
  }

  [[nodiscard]] std::string id_of(const PlannedCase& one) const {
    return std::string{plan_.after.cases().case_id(one.after.row)};
  }

  static std::string tier_of(const Ranking& ranking, const Place& place) {
    return tier_heading(ranking.policy(), place.score.tier);
  }

  /// How a case stands before and after, in this order: place, tier, points.
  void add_standing(DataRow& row, const PlannedCase& one) const {
    row.cells.push_back({tier_of(plan_.before, one.before)});
    row.cells.push_back({tier_of(plan_.after, one.after)});
    row.cells.push_back({to_text(one.before.score.points.used)});
    row.cells.push_back({to_text(one.after.score.points.used)});
  }

  static std::vector<DataColumn> with_standing(std::vector<DataColumn> columns) {
    columns.push_back({"Tier before", CellKind::words});
    columns.push_back({"Tier after", CellKind::words});
    columns.push_back({"Points before"});
    columns.push_back({"Points after"});
    return columns;
  }

  void add_moves(Object& data) {
    const html::PlanSlopes slopes = html::plan_slopes(plan_, options_.top);
    data["slopes"] = text_or_none(slopes.svg);
    data["picture_title"] = text(slopes.title);
    data["slopes_note"] = text(slopes.note);
    data["nobody_moves"] =
        text(plan_.all.cases == 0 ? "There is no case that both policies rank."
                                  : "No case has another place under the later policy.");
    List movers;
    for (const bool down : {true, false}) {
      const auto found = farthest_moves(plan_, options_.top, down);
      if (found.empty()) continue;
      const std::string way = down ? "down" : "up";
      const std::string title = "Go " + way + " farthest (" + std::to_string(found.size()) +
                                " of " + std::to_string(down ? plan_.all.down : plan_.all.up) + ")";
      DataTable table{
          "Those that go " + way + ": place, tier and points under both policies",
          with_standing(
              {{"Case", CellKind::words}, {"Place before"}, {"Place after"}, {capitalised(way)}}),
          {}};
      for (const PlannedCase* one : found) {
        const std::int64_t by = one->falls_by();
        DataRow row{id_of(*one),
                    {{std::to_string(one->before.position)},
                     {std::to_string(one->after.position)},
                     {std::to_string(by < 0 ? -by : by)}}};
        add_standing(row, *one);
        table.rows.push_back(std::move(row));
      }
      movers.push_back(Object{{"title", text(title)}, {"table", text(tables_.html(table))}});
    }
    data["movers"] = movers;
  }

  void add_all_moves(Object& data) {
    std::size_t all = 0;
    DataTable table{"Cases whose place, tier or duty differs, in the order of the later policy",
                    with_standing({{"Case", CellKind::words},
                                   {"Place before"},
                                   {"Place after"},
                                   {"Places down"},
                                   {"To be allocated", CellKind::words}}),
                    {}};
    for (const PlannedCase& one : plan_.cases) {
      if (!stands_otherwise(plan_, one) || ++all > kPlanRowsShown) continue;
      DataRow row{id_of(one),
                  {{std::to_string(one.before.position)},
                   {std::to_string(one.after.position)},
                   {std::to_string(one.falls_by())},
                   {duty_in_words(one)}}};
      add_standing(row, one);
      table.rows.push_back(std::move(row));
    }
    data["all_moves"] = table.rows.empty() ? Data{false} : text(tables_.html(table));
    data["all_moves_summary"] = text(count_of(all, "case", "cases"));
    data["all_moves_more"] = text_or_none(cut_in_words(all, "in the order of the later policy"));
  }

  void add_duties(Object& data) {
    const std::vector<std::string> words = duties_in_words(plan_);
    data["has_duties"] = Data{!words.empty()};
    data["duties"] = sentences(words);
    std::size_t all = 0;
    DataTable table{"Cases that have to be allocated under one policy alone",
                    with_standing({{"Case", CellKind::words},
                                   {"To be allocated", CellKind::words},
                                   {"Place before"},
                                   {"Place after"}}),
                    {}};
    for (const PlannedCase& one : plan_.cases) {
      if (!one.must_now() && !one.must_no_longer()) continue;
      if (++all > kPlanRowsShown) continue;
      DataRow row{id_of(one),
                  {{duty_in_words(one)},
                   {std::to_string(one.before.position)},
                   {std::to_string(one.after.position)}}};
      add_standing(row, one);
      table.rows.push_back(std::move(row));
    }
    data["duties_table"] = table.rows.empty() ? Data{false} : text(tables_.html(table));
    data["duties_more"] = text_or_none(cut_in_words(all, "in the order of the later policy"));
  }

  [[nodiscard]] DataTable tiers() const {
    DataTable table{"Cases by their tier", {{"Before \\ after", CellKind::words}}, {}};
    const CompiledPolicy& later = plan_.after.policy();
    for (TierIndex tier = 0; tier < later.tier_count(); ++tier) {
      table.columns.push_back({tier_heading(later, tier)});
    }
    for (TierIndex tier = 0; tier < plan_.before.policy().tier_count(); ++tier) {
      DataRow row{tier_heading(plan_.before.policy(), tier), {}};
      for (const std::size_t cases : plan_.tiers[tier]) {
        row.cells.push_back({cases == 0 ? std::string{"-"} : std::to_string(cases)});
      }
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  void add_rules(Object& data) {
    const bool compared =
        plan_.before.contributions() != nullptr && plan_.after.contributions() != nullptr;
    data["no_rules"] = text(compared ? "No rule gives a case other points than before."
                                     : "These rankings do not keep what points are made of.");
    data["rules"] = Data{false};
    if (plan_.rules.empty()) return;
    DataTable table{"Rules by which cases have other points, those that move most first",
                    {{"Rule", CellKind::words},
                     {"Only one has it", CellKind::words},
                     {"Cases"},
                     {"Points in all"},
                     {"Moved, without signs"},
                     {"Most for one"},
                     {"Least for one"}},
                    {}};
    for (const PlannedRule& rule : plan_.rules) {
      table.rows.push_back({rule_in_words(plan_, rule),
                            {{rule_change_in_words(rule)},
                             {std::to_string(rule.cases)},
                             {signed_points(rule.more)},
                             {to_text(rule.moved)},
                             {signed_points(rule.most_more)},
                             {signed_points(rule.most_less)}}});
    }
    data["rules_note"] = text(
        "Each bar is what a rule gives all cases together, after less before. More here and less "
        "there cancel in it; the table has both.");
    data["rules_chart"] = text(html::plan_rules_chart(plan_, options_.top));
    data["rules_title"] = text("All " + count_of(plan_.rules.size(), "rule", "rules"));
    data["rules"] = text(tables_.html(table));
  }

  [[nodiscard]] List by_team_and_area() {
    List list;
    for (const auto& [id, moves] :
         {std::pair{"team", &plan_.by_team}, std::pair{"area", &plan_.by_area}}) {
      if (moves->size() < 2) continue;
      const std::string title = std::string{"By "} + id;
      DataTable table{title,
                      {{capitalised(id), CellKind::words},
                       {"Cases"},
                       {"Up"},
                       {"Down"},
                       {"Must now"},
                       {"Must no longer"},
                       {"Places down in all"}},
                      {}};
      for (const PlannedMoves& one : *moves) {
        if (table.rows.size() == kPlanRowsShown) break;
        DataRow row{one.name.empty() ? kNoneRecorded : one.name, {}};
        for (const std::size_t value :
             {one.cases, one.up, one.down, one.must_now, one.must_no_longer}) {
          row.cells.push_back({std::to_string(value)});
        }
        row.cells.push_back({std::to_string(one.falls_by)});
        table.rows.push_back(std::move(row));
      }
      list.push_back(Object{{"id", text(id)},
                            {"title", text(title)},
                            {"said", List{}},
                            {"more", text_or_none(cut_in_words(moves->size(), "by name"))},
                            {"table", text(tables_.html(table))}});
    }
    if (options_.groups != nullptr) add_groups(*options_.groups, list);
    return list;
  }

  /// One section with a table for each fact.
  void add_groups(const PlannedGroups& groups, List& list) {
    std::string tables;
    for (const PlannedFact& fact : groups.facts) {
      DataTable table{"By group: " + fact.label, {}, {}};
      for (const std::string_view column : kPlannedGroupColumns) {
        const CellKind kind = table.columns.empty() ? CellKind::words : CellKind::number;
        table.columns.push_back({capitalised(std::string{column}), kind});
      }
      for (const std::vector<std::string>& cells : planned_group_rows(fact)) {
        DataRow row{cells.front(), {}};
        for (std::size_t i = 1; i < cells.size(); ++i) row.cells.push_back({cells[i]});
        table.rows.push_back(std::move(row));
      }
      tables += tables_.html(table);
    }
    list.push_back(Object{{"id", text("group")},
                          {"title", text("By group")},
                          {"said", sentences(planned_groups_in_words(groups))},
                          {"more", Data{false}},
                          {"table", text(tables)}});
  }

  /// Rows that are not ranked by both; those that are faulty anywhere first.
  void add_others(Object& data) {
    std::vector<const UnplacedCase*> rows;
    rows.reserve(plan_.unplaced.size());
    for (const UnplacedCase& one : plan_.unplaced) rows.push_back(&one);
    const auto sound = std::stable_partition(rows.begin(), rows.end(), [](const UnplacedCase* one) {
      return one->before == PlanStanding::faulty || one->after == PlanStanding::faulty;
    });
    const bool any_faulty = sound != rows.begin();
    DataTable table{
        "Rows of the list that are not ranked by both policies",
        {{"Case", CellKind::words}, {"Before", CellKind::words}, {"After", CellKind::words}},
        {}};
    for (const UnplacedCase* one : rows) {
      if (table.rows.size() == kPlanRowsShown) break;
      table.rows.push_back({one->case_id.empty() ? "(no id)" : one->case_id,
                            {{standing_in_words(one->before)}, {standing_in_words(one->after)}}});
    }
    data["others"] = rows.empty() ? Data{false} : text(tables_.html(table));
    data["others_sentence"] = text(
        count_of(rows.size(), "row of the list is", "rows of the list are") +
        " not ranked by both policies." + (any_faulty ? " Those that are faulty come first." : ""));
    data["others_more"] = text(cut_in_words(rows.size(), "by id"));
  }

  const PolicyPlan& plan_;
  const PlanReportOptions& options_;
  html::DataTables tables_;
};

}  // namespace

std::string render_html(const PolicyPlan& plan, const PlanReportOptions& options) {
  return PlanPage{plan, options}.document();
}

}  // namespace waitlist
