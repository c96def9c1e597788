#include <waitlist/report/equality_report.h>

#include "report/equality_parts.h"
#include "report/json_parts.h"

#include <string>
#include <vector>

namespace waitlist {
namespace {

OrderedJson json_of(const EqualityRule& rule) {
  return {{"kind", to_text(rule.kind)}, {"group", rule.group}, {"label", rule.label}};
}

OrderedJson json_of(const std::vector<EqualityRule>& rules) {
  OrderedJson all = OrderedJson::array();
  for (const EqualityRule& rule : rules) all.push_back(json_of(rule));
  return all;
}

OrderedJson json_of_thousandths(const std::vector<std::int64_t>& thousandths) {
  OrderedJson all = OrderedJson::array();
  for (const std::int64_t one : thousandths) all.push_back(json_of(Points{one}));
  return all;
}

OrderedJson json_of(const MonitoredFact& fact, const GroupComparison& one) {
  OrderedJson json = {{"group", fact.groups[one.group].id},
                      {"measure", to_text(one.measure)},
                      {"within_bands", one.within_bands},
                      {"mean", json_of_figure(one.mean)},
                      {"others", json_of_figure(one.rest)},
                      {"gap", json_of_figure(one.gap)},
                      {"usual", nullptr},
                      {"share_between", nullptr}};
  if (one.usual) {
    json["usual"] = {{"gap", one.usual->estimate},
                     {"from", one.usual->lower},
                     {"to", one.usual->upper},
                     {"confidence", json_of_figure(one.usual->confidence)},
                     {"exact", one.usual->exact}};
  }
  if (one.between) {
    json["share_between"] = {{"from", json_of_figure(one.between->lower)},
                             {"to", json_of_figure(one.between->upper)}};
  }
  json["p_alone"] = json_of_figure(one.alone);
  json["p_alone_exact"] = one.alone_exact;
  json["least_p_alone"] = json_of_figure(one.least_alone);
  json["p"] = json_of_figure(one.p);
  json["told_apart"] = one.told_apart;
  json["told_apart_above"] = json_of_figure(one.told_apart_above);
  return json;
}

OrderedJson json_of_completeness(const MonitoredFact& fact) {
  OrderedJson rows = OrderedJson::array();
  for (const MonitoringCompleteness& one : fact.completeness) {
    OrderedJson json = {{"team", nullptr}, {"units", one.units}, {"recorded", nullptr}};
    if (&one != &fact.completeness.back()) json["team"] = one.team;
    if (one.recorded) json["recorded"] = *one.recorded;
    rows.push_back(std::move(json));
  }
  return rows;
}

OrderedJson json_of(const MonitoredFact& fact) {
  OrderedJson json = {{"id", fact.id},
                      {"label", fact.label},
                      {"compared", fact.compared},
                      {"groups", json_of_groups(fact.groups)}};
  json["comparisons"] = OrderedJson::array();
  for (const GroupComparison& one : fact.comparisons) {
    json["comparisons"].push_back(json_of(fact, one));
  }
  json["hidden_shares"] = OrderedJson::array();
  for (const HiddenShare& one : fact.hidden_shares) {
    json["hidden_shares"].push_back(
        {{"group", fact.groups[one.group].id}, {"measure", to_text(one.measure)}});
  }
  json["point_rules"] = json_of(fact.point_rules);
  json["splits"] = OrderedJson::array();
  for (const EqualitySplit& split : fact.splits) {
    json["splits"].push_back({{"group", fact.groups[split.group].id},
                              {"points", json_of_thousandths(split.points)},
                              {"points_gap", json_of(Points{split.points_gap})},
                              {"places", json_of_thousandths(split.places)},
                              {"places_gap", json_of(Points{split.places_gap})}});
  }
  json["completeness"] = json_of_completeness(fact);
  return json;
}

}  // namespace

std::string render_json(const OrderEquality& equality) {
  const EqualityOptions& options = equality.options;
  OrderedJson json = {{"policy", json_of(equality.ranking.policy().stamp())},
                      {"cases_digest", equality.ranking.cases().digest().hex()},
                      {"as_of", equality.ranking.as_of().text()},
                      {"smallest", options.smallest},
                      {"level", options.deals.level},
                      {"seed", options.deals.seed},
                      {"units", equality.units},
                      {"cases", equality.cases},
                      {"faulty", equality.ranking.faulty().size()},
                      {"provisional", equality.provisional},
                      {"must_allocate", equality.must_allocate}};
  json["hide"] = OrderedJson::array();
  for (const HiddenGroup& one : options.hide) {
    json["hide"].push_back({{"fact", one.fact}, {"group", one.group}});
  }
  json["families"] = OrderedJson::array();
  for (const EqualityFamily& family : equality.families) {
    json["families"].push_back({{"within_bands", family.within_bands},
                                {"comparisons", family.comparisons},
                                {"exact", family.exact},
                                {"deals", family.deals}});
  }
  json["alike"] = OrderedJson::array();
  for (const EqualityMeasure measure : equality.alike) json["alike"].push_back(to_text(measure));
  json["place_rules"] = json_of(equality.place_rules);
  json["facts"] = OrderedJson::array();
  for (const MonitoredFact& fact : equality.facts) json["facts"].push_back(json_of(fact));
  return text_of(json) + '\n';
}

}  // namespace waitlist
