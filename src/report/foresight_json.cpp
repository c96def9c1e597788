#include <waitlist/report/foresight_report.h>

#include "report/foresight_words.h"
#include "report/json_parts.h"
#include "report/simulation_parts.h"

#include <cmath>

namespace waitlist {
namespace {

double rounded(double number) { return std::nearbyint(number * 1e6) / 1e6; }

OrderedJson json_of(const Chance& chance) {
  return {{"share", rounded(chance.share())},
          {"low", rounded(chance.interval.least)},
          {"high", rounded(chance.interval.most)},
          {"open", chance.open}};
}

OrderedJson json_of(const CaseForesight& one) {
  OrderedJson json = {{"case_id", one.case_id},
                      {"position", std::uint32_t{one.position}},
                      {"tier", one.tier},
                      {"waited", one.waited},
                      {"allocated",
                       {{"from", waitlist::json_of(one.earliest)},
                        {"middle", waitlist::json_of(one.middle)},
                        {"to", waitlist::json_of(one.latest)},
                        {"words", likely_day_in_words(one)}}},
                      {"over_limit", json_of(one.over_limit)},
                      {"filing_date", waitlist::json_of(one.filing_date)},
                      {"filing_missed", nullptr},
                      {"withdrawn", json_of(one.withdrawn)}};
  if (one.filing_missed) json["filing_missed"] = json_of(*one.filing_missed);
  json["variants"] = OrderedJson::object();
  for (const VariantChance& variant : one.variants) {
    json["variants"][variant.id] = {{"over_limit", json_of(variant.over_limit)}};
  }
  return json;
}

}  // namespace

std::string render_json(const Foresight& foresight) {
  OrderedJson json = {{"scenario",
                       {{"id", foresight.plan.id},
                        {"title", foresight.plan.title},
                        {"status_line", foresight.plan.status_line},
                        {"digest", foresight.plan.digest.hex()},
                        {"seed", foresight.plan.seed},
                        {"futures_planned", foresight.plan.replications},
                        {"futures", foresight.futures}}},
                      {"setting", json_of_setting(foresight.setting)},
                      {"warnings", foresight.warnings},
                      {"limit_days", foresight.limit.count()},
                      {"interval_share", rounded(foresight.interval_share)},
                      {"policies", OrderedJson::array()}};
  for (const PolicyForesight& policy : foresight.policies) {
    OrderedJson cases = OrderedJson::array();
    for (const CaseForesight& one : policy.cases) cases.push_back(json_of(one));
    OrderedJson brought = OrderedJson::object();
    for (const Brought& one : brought_under(policy)) brought[one.id] = one.cases;
    json["policies"].push_back({{"policy", waitlist::json_of(policy.policy)},
                                {"title", policy.title},
                                {"at_risk", cases_at_risk(policy)},
                                {"brought_under_10_percent", brought},
                                {"cases", cases}});
  }
  return waitlist::text_of(json, 1) + "\n";
}

}  // namespace waitlist
