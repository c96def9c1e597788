#include <waitlist/report/simulation_report.h>

#include "report/attribution_words.h"
#include "report/json_parts.h"
#include "report/simulation_parts.h"

#include <cmath>

namespace waitlist {
namespace {

/// Six decimals: more than any interval can tell apart.
double rounded(double number) { return std::nearbyint(number * 1e6) / 1e6; }

OrderedJson json_of(const Estimate& estimate) {
  if (estimate.replications == 0) return nullptr;
  return {{"mean", rounded(estimate.mean)},
          {"low", rounded(estimate.mean - estimate.half_width)},
          {"high", rounded(estimate.mean + estimate.half_width)},
          {"standard_error", rounded(estimate.standard_error)},
          {"replications", estimate.replications}};
}

std::string_view text_of(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::cases: return "cases";
    case MeasureUnit::days: return "days";
    case MeasureUnit::share: return "share";
    case MeasureUnit::minutes: return "minutes";
  }
  return "";
}

OrderedJson json_of(const GroupOutcome& group,
                    const std::vector<Measure>& measures,
                    bool in_variant) {
  OrderedJson figures = OrderedJson::object();
  for (std::size_t i = 0; i < measures.size(); ++i) {
    OrderedJson figure = json_of(group.figures[i].value);
    if (!figure.is_null()) figure["difference"] = json_of(group.figures[i].difference);
    if (!figure.is_null() && in_variant) figure["change"] = json_of(group.figures[i].change);
    figures[measures[i].id] = std::move(figure);
  }
  return {{"id", group.id}, {"label", group.label}, {"split", group.split}, {"figures", figures}};
}

OrderedJson json_of(const LongestWait& longest) {
  OrderedJson days = OrderedJson::array();
  for (const StoryDay& day : longest.days) {
    OrderedJson one = {{"day", day.day}, {"waited", day.waited}};
    if (day.position > 0) {
      one["position"] = std::uint32_t{day.position};
      one["of"] = day.of;
      one["tier"] = day.tier;
      one["points"] = to_text(day.points);
    }
    if (!day.what.empty()) one["what"] = day.what;
    days.push_back(std::move(one));
  }
  return {{"replication", longest.replication},
          {"case_id", longest.case_id},
          {"waited", longest.waited},
          {"end", longest.end},
          {"facts", longest.facts},
          {"days", days}};
}

OrderedJson json_of(const PolicyOutcome& outcome,
                    const std::vector<Measure>& measures,
                    bool in_variant = false) {
  OrderedJson groups = OrderedJson::array();
  for (const GroupOutcome& group : outcome.groups) {
    groups.push_back(json_of(group, measures, in_variant));
  }
  OrderedJson json = {
      {"policy", waitlist::json_of(outcome.policy)}, {"title", outcome.title}, {"groups", groups}};
  json["list"] = OrderedJson::array();
  for (const DayFigure& figure : outcome.list) {
    json["list"].push_back({{"day", figure.day}, {"cases", json_of(figure.value)}});
  }
  if (in_variant) return json;
  json["longest_wait"] = outcome.longest ? json_of(*outcome.longest) : OrderedJson{};
  return json;
}

OrderedJson json_of(const VariantOutcome& variant, const std::vector<Measure>& measures) {
  OrderedJson json = {{"id", variant.id},
                      {"title", variant.title},
                      {"warnings", variant.warnings},
                      {"policies", OrderedJson::array()}};
  for (const PolicyOutcome& outcome : variant.policies) {
    json["policies"].push_back(json_of(outcome, measures, true));
  }
  return json;
}

OrderedJson json_of(const AttributedMeasure& one, const SimulationResult& result) {
  const std::vector<DelayCause>& causes = result.attribution->causes;
  OrderedJson json = {{"policy", one.policy},
                      {"measure", result.measures[one.measure].id},
                      {"with_all", json_of(one.with_all)},
                      {"without_any", json_of(one.without_any)},
                      {"whole", json_of(one.whole)},
                      {"parts", OrderedJson::object()},
                      {"pairs", OrderedJson::array()}};
  const Ledger ledger = ledger_of(one, 1.0, 1e6);  // decimals as rounded() has them
  if (!json["whole"].is_null()) json["whole"]["mean"] = rounded(ledger.whole);
  for (std::size_t i = 0; i < causes.size(); ++i) {
    OrderedJson part = json_of(one.parts[i]);
    if (!part.is_null()) part["mean"] = rounded(ledger.parts[i]);
    json["parts"][causes[i].id] = std::move(part);
  }
  for (const AttributedMeasure::Pair& pair : one.pairs) {
    json["pairs"].push_back({{"one", causes[pair.one].id},
                             {"other", causes[pair.other].id},
                             {"difference", json_of(pair.difference)}});
  }
  return json;
}

OrderedJson json_of_attribution(const SimulationResult& result) {
  OrderedJson json = {{"causes", OrderedJson::array()}, {"measures", OrderedJson::array()}};
  for (const DelayCause& cause : result.attribution->causes) {
    json["causes"].push_back(
        {{"id", cause.id}, {"title", cause.title}, {"without", cause.without}});
  }
  for (const AttributedMeasure& one : result.attribution->measures) {
    json["measures"].push_back(json_of(one, result));
  }
  return json;
}

/// The record has one repetition, and no interval.
OrderedJson json_of(const ReplayedWaits& waits) {
  OrderedJson json = OrderedJson::object();
  if (!waits.policy.empty()) json["policy"] = waits.policy;
  json["cases"] = json_of(waits.cases);
  json["allocated"] = json_of(waits.allocated);
  json["withdrawn"] = json_of(waits.withdrawn);
  json["waiting"] = json_of(waits.waiting);
  json["wait_mean"] = json_of(waits.mean);
  json["half_in"] = json_of(waits.half_in);
  json["nine_tenths_in"] = json_of(waits.nine_tenths_in);
  json["over_limit"] = json_of(waits.over_limit);
  json["same_day"] = json_of(waits.same_day);
  return json;
}

OrderedJson json_of(const std::vector<ReplayedWaits>& policies) {
  OrderedJson json = OrderedJson::array();
  for (const ReplayedWaits& waits : policies) json.push_back(json_of(waits));
  return json;
}

OrderedJson json_of_replay(const SimulationResult& result) {
  const HistoryReplay& replay = *result.replay;
  OrderedJson json = {{"outcomes", replay.outcomes},
                      {"until", replay.until.text()},
                      {"in_hand", replay.in_hand},
                      {"limit_days", replay.limit.count()},
                      {"recorded", json_of(replay.recorded)},
                      {"policies", json_of(replay.policies)}};
  if (replay.variants.empty()) return json;
  json["variants"] = OrderedJson::array();
  for (std::size_t i = 0; i < replay.variants.size(); ++i) {
    json["variants"].push_back(
        {{"id", result.variants[i].id}, {"policies", json_of(replay.variants[i])}});
  }
  return json;
}

OrderedJson json_of(const CapacityTrial& trial) {
  return {{"practitioners", trial.practitioners},    {"met", trial.met},
          {"replications", trial.replications},      {"verdict", to_text(trial.verdict)},
          {"share_min", rounded(trial.share.least)}, {"share_max", rounded(trial.share.most)}};
}

OrderedJson json_of(const CapacityFound& found) {
  const auto trial = [](const std::optional<CapacityTrial>& one) {
    return one ? json_of(*one) : OrderedJson{};
  };
  OrderedJson json{{"policy", found.policy}};
  if (found.kind) {
    json["like"] = {{"practitioner_id", found.kind->like},
                    {"areas", found.kind->areas},
                    {"competences", found.kind->competences}};
  }
  json["enough"] = trial(found.enough);
  json["too_few"] = trial(found.too_few);
  json["one_fewer"] = trial(found.one_fewer);
  json["one_more"] = trial(found.one_more);
  json["most"] = json_of(found.most);
  return json;
}

}  // namespace

OrderedJson json_of_setting(const RunSetting& setting) {
  OrderedJson start;
  if (setting.start) {
    start = {{"file", setting.start->file},
             {"cases", setting.start->cases},
             {"waiting", setting.start->waiting},
             {"digest", setting.start->digest.hex()}};
  }
  return {{"from", setting.from ? OrderedJson(setting.from->text()) : OrderedJson{}},
          {"days", rounded(setting.days)},
          {"warm_up_days", rounded(setting.warm_up_days)},
          {"cases", setting.cases},
          {"start", start}};
}

std::string render_json(const SimulationResult& result) {
  OrderedJson json = {{"scenario",
                       {{"id", result.plan.id},
                        {"title", result.plan.title},
                        {"status_line", result.plan.status_line},
                        {"digest", result.plan.digest.hex()},
                        {"seed", result.plan.seed},
                        {"replications_planned", result.plan.replications},
                        {"replications", result.replications}}},
                      {"setting", json_of_setting(result.setting)},
                      {"warnings", result.warnings}};
  json["measures"] = OrderedJson::array();
  for (const Measure& measure : result.measures) {
    json["measures"].push_back(
        {{"id", measure.id}, {"label", measure.label}, {"unit", text_of(measure.unit)}});
  }
  json["policies"] = OrderedJson::array();
  for (const PolicyOutcome& outcome : result.policies) {
    json["policies"].push_back(json_of(outcome, result.measures));
  }
  if (!result.variants.empty()) {
    json["variants"] = OrderedJson::array();
    for (const VariantOutcome& variant : result.variants) {
      json["variants"].push_back(json_of(variant, result.measures));
    }
  }
  if (result.replay) json["replay"] = json_of_replay(result);
  if (result.attribution) json["attribution"] = json_of_attribution(result);
  if (!result.target.empty()) {
    json["target"] = result.target;
    json["target_premise"] = result.target_premise;
    json["capacity"] = OrderedJson::array();
    for (const CapacityFound& found : result.capacity) json["capacity"].push_back(json_of(found));
  }
  return waitlist::text_of(json, 1) + "\n";
}

}  // namespace waitlist
