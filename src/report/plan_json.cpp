#include <waitlist/report/plan_report.h>

#include "report/equality_parts.h"
#include "report/json_parts.h"
#include "report/plan_words.h"

#include <string>
#include <vector>

namespace waitlist {
namespace {

OrderedJson json_of(const PlannedMoves& moves) {
  return {{"cases", moves.cases},
          {"up", moves.up},
          {"down", moves.down},
          {"must_now", moves.must_now},
          {"must_no_longer", moves.must_no_longer},
          {"places_down", moves.falls_by}};
}

OrderedJson json_of(const std::vector<PlannedMoves>& moves) {
  OrderedJson all = OrderedJson::array();
  for (const PlannedMoves& one : moves) {
    OrderedJson json = {{"name", one.name}};
    json.update(json_of(one));
    all.push_back(std::move(json));
  }
  return all;
}

OrderedJson place_in(const Ranking& ranking, const Place& place) {
  return {{"place", std::uint32_t{place.position}},
          {"tier", ranking.policy().tier_id(place.score.tier)},
          {"band", ranking.policy().band(place.score.band).id},
          {"must_allocate", place.score.must_allocate},
          {"points", json_of(place.score.points)}};
}

OrderedJson cases_of(const PolicyPlan& plan) {
  OrderedJson cases = OrderedJson::array();
  for (const PlannedCase& one : plan.cases) {
    if (!stands_otherwise(plan, one)) continue;
    cases.push_back({{"case_id", plan.after.cases().case_id(one.after.row)},
                     {"team", plan.after.cases().team(one.after.row)},
                     {"area", plan.after.cases().area(one.after.row)},
                     {"places_down", one.falls_by()},
                     {"before", place_in(plan.before, one.before)},
                     {"after", place_in(plan.after, one.after)}});
  }
  return cases;
}

OrderedJson without_place(const PolicyPlan& plan) {
  OrderedJson rows = OrderedJson::array();
  for (const UnplacedCase& one : plan.unplaced) {
    rows.push_back(
        {{"case_id", one.case_id}, {"before", to_text(one.before)}, {"after", to_text(one.after)}});
  }
  return rows;
}

OrderedJson tiers_of(const PolicyPlan& plan) {
  OrderedJson tiers = OrderedJson::array();
  for (TierIndex from = 0; from < plan.before.policy().tier_count(); ++from) {
    for (TierIndex to = 0; to < plan.after.policy().tier_count(); ++to) {
      const std::size_t cases = plan.tiers[from][to];
      if (cases == 0) continue;
      tiers.push_back({{"before", plan.before.policy().tier_id(from)},
                       {"after", plan.after.policy().tier_id(to)},
                       {"cases", cases}});
    }
  }
  return tiers;
}

OrderedJson rules_of(const PolicyPlan& plan) {
  OrderedJson rules = OrderedJson::array();
  for (const PlannedRule& rule : plan.rules) {
    rules.push_back({{"kind", to_text(rule.kind)},
                     {"id", rule.id},
                     {"group", rule.group},
                     {"label", rule_in_words(plan, rule)},
                     {"before", rule.before},
                     {"after", rule.after},
                     {"cases", rule.cases},
                     {"more", json_of(rule.more)},
                     {"moved", json_of(rule.moved)},
                     {"most_more", json_of(rule.most_more)},
                     {"most_less", json_of(rule.most_less)}});
  }
  return rules;
}

OrderedJson json_of(const PlannedFact& fact) {
  OrderedJson json = {
      {"id", fact.id}, {"label", fact.label}, {"groups", json_of_groups(fact.groups)}};
  json["moves"] = OrderedJson::array();
  for (const PlannedGroup& one : fact.moves) {
    json["moves"].push_back({{"group", fact.groups[one.group].id},
                             {"before", json_of_figure(one.before)},
                             {"after", json_of_figure(one.after)},
                             {"falls_by", json_of_figure(one.falls_by)},
                             {"others", json_of_figure(one.rest)},
                             {"gap", json_of_figure(one.gap)},
                             {"p", json_of_figure(one.p)},
                             {"told_apart", one.told_apart},
                             {"told_apart_above", json_of_figure(one.told_apart_above)}});
  }
  return json;
}

OrderedJson json_of(const PlannedGroups& groups) {
  OrderedJson json = {{"smallest", groups.options.smallest},
                      {"level", groups.options.deals.level},
                      {"seed", groups.options.deals.seed},
                      {"units", groups.units},
                      {"nobody_moves", groups.nobody_moves},
                      {"exact", groups.exact},
                      {"deals", groups.deals}};
  json["facts"] = OrderedJson::array();
  for (const PlannedFact& fact : groups.facts) json["facts"].push_back(json_of(fact));
  return json;
}

}  // namespace

std::string render_json(const PolicyPlan& plan, const PlannedGroups* groups) {
  OrderedJson json = {{"before", json_of(plan.before.policy().stamp())},
                      {"after", json_of(plan.after.policy().stamp())},
                      {"cases_digest", plan.after.cases().digest().hex()},
                      {"as_of", plan.after.as_of().text()},
                      {"all", json_of(plan.all)},
                      {"only_before", plan.only_before},
                      {"only_after", plan.only_after},
                      {"faulty_before", plan.faulty_before},
                      {"faulty_after", plan.faulty_after}};
  json["without_place"] = without_place(plan);
  json["tiers"] = tiers_of(plan);
  json["actions"] = OrderedJson::array();
  for (const PlannedAction& action : plan.actions) {
    json["actions"].push_back(
        {{"action", action.action}, {"now", action.now}, {"no_longer", action.no_longer}});
  }
  json["rules"] = rules_of(plan);
  json["by_team"] = json_of(plan.by_team);
  json["by_area"] = json_of(plan.by_area);
  if (groups != nullptr) json["by_group"] = json_of(*groups);
  json["cases"] = cases_of(plan);
  return text_of(json) + '\n';
}

}  // namespace waitlist
