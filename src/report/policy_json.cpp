#include <waitlist/report/policy_report.h>

#include "policy/waiting_course.h"
#include "report/condition_words.h"
#include "report/json_parts.h"

namespace waitlist {
namespace {

OrderedJson json_of(const Origin& origin) {
  return {
      {"provenance", to_text(origin.provenance)}, {"sources", origin.sources}, {"why", origin.why}};
}

OrderedJson points_of(const std::vector<LevelPoints>& levels) {
  OrderedJson json = OrderedJson::object();
  for (const LevelPoints& level : levels) json[level.level] = json_of(level.points);
  return json;
}

void add_scale(OrderedJson& json, const ByLevel& scale) {
  json["levels"] = points_of(scale.levels);
}

void add_scale(OrderedJson& json, const ByRange& scale) {
  json["ranges"] = OrderedJson::array();
  for (const RangePoints& range : scale.ranges) {
    json["ranges"].push_back(
        {{"from", waitlist::json_of(range.from)}, {"points", waitlist::json_of(range.points)}});
  }
}

void add_scale(OrderedJson& json, const ByMarker& scale) {
  json["markers"] = points_of(scale.markers);
  if (scale.maximum) json["maximum"] = waitlist::json_of(*scale.maximum);
}

OrderedJson json_of(const PointsPer& per) {
  OrderedJson json = {{"points", waitlist::json_of(per.points)},
                      {"every", waitlist::json_of(per.every)},
                      {"from", waitlist::json_of(per.from)},
                      {"start", waitlist::json_of(per.start)}};
  if (per.at_most) json["at_most"] = waitlist::json_of(*per.at_most);
  json["steps"] = to_text(per.steps);
  return json;
}

void add_scale(OrderedJson& json, const PointsPer& scale) { json["per"] = json_of(scale); }

void add_scale(OrderedJson& json, const ByTwoFacts& scale) {
  json["by"] = {json["fact"], scale.table.other};
  json["columns"] = scale.table.columns;
  json["rows"] = OrderedJson::object();
  for (const TwoFactRow<Points>& row : scale.table.rows) {
    OrderedJson& cells = json["rows"][row.level] = OrderedJson::array();
    for (const Points points : row.cells) cells.push_back(waitlist::json_of(points));
  }
}

void add_when(OrderedJson& json, const CompiledPolicy& policy, const When& when) {
  if (!when.empty()) json["when"] = when_in_words(policy, when);
}

OrderedJson json_of(const CompiledPolicy& policy, const CriterionRule& rule) {
  OrderedJson json = {{"fact", rule.fact}, {"group", rule.group}, {"critical", rule.critical}};
  std::visit([&json](const auto& scale) { add_scale(json, scale); }, rule.scale);
  if (rule.unknown) json["unknown"] = waitlist::json_of(*rule.unknown);
  json["origin"] = json_of(rule.origin);
  if (rule.measured != MeasuredTo::listed) json["measured"] = to_text(rule.measured);
  if (rule.unit != DateUnit::days) json["unit"] = to_text(rule.unit);
  if (rule.valid) json["valid_days"] = rule.valid->count();
  if (!rule.id.empty()) json["id"] = rule.id;
  add_when(json, policy, rule.when);
  return json;
}

OrderedJson json_of(const CompiledPolicy& policy, const AgeRule& age) {
  OrderedJson json = {
      {"group", age.group}, {"at", to_text(age.at)}, {"points", OrderedJson::array()}};
  if (age.per) json["per"] = json_of(*age.per);
  for (const AgePoints& step : age.points) {
    json["points"].push_back(
        {{"under_months", step.under.count()}, {"points", waitlist::json_of(step.points)}});
    add_when(json["points"].back(), policy, step.when);
  }
  if (age.further_children) {
    json["further_children"] = {{"under_months", age.further_children->under.count()},
                                {"points", waitlist::json_of(age.further_children->points)},
                                {"maximum", waitlist::json_of(age.further_children->maximum)}};
  }
  json["origin"] = json_of(age.origin);
  return json;
}

/// As it is written in a policy.
OrderedJson json_of(WaitUnit count, const WaitingRate& rate) {
  const std::string unit{wait_unit_word(count)};
  OrderedJson json = {{"from_" + unit, rate.from}};
  if (rate.every == 1) {
    json["per_" + unit] = waitlist::json_of(rate.points);
  } else {
    json["points"] = waitlist::json_of(rate.points);
    json[unit + "s"] = rate.every;
  }
  return json;
}

OrderedJson json_of(const CompiledPolicy& policy, const WaitingRule& waiting) {
  OrderedJson json = {{"pauses", to_text(waiting.pauses)},
                      {"rates", OrderedJson::array()},
                      {"faster", OrderedJson::array()}};
  for (const WaitingRate& rate : waiting.rates) {
    json["rates"].push_back(json_of(waiting.count, rate));
  }
  for (const FasterWaiting& faster : waiting.faster) {
    json["faster"].push_back({{"times", waitlist::json_of(Points{faster.times_thousandths})},
                              {"when", when_in_words(policy, faster.when)}});
  }
  if (waiting.count != WaitUnit::days) json["count"] = to_text(waiting.count);
  if (waiting.cap) json["cap"] = waitlist::json_of(*waiting.cap);
  json["origin"] = json_of(waiting.origin);
  return json;
}

OrderedJson json_of(const CompiledPolicy& policy, const FilingRule& filing) {
  OrderedJson json = {{"effort_days", filing.effort.count()},
                      {"no_filing_date", waitlist::json_of(filing.no_filing_date)},
                      {"slack", OrderedJson::array()}};
  for (const SlackPoints& step : filing.slack) {
    json["slack"].push_back(
        {{"up_to", step.up_to.count()}, {"points", waitlist::json_of(step.points)}});
    add_when(json["slack"].back(), policy, step.when);
  }
  json["origin"] = json_of(filing.origin);
  return json;
}

void add_lists(OrderedJson& json, const CompiledPolicy& compiled) {
  const Policy& policy = compiled.written();
  json["bands"] = OrderedJson::array();
  for (const BandRule& band : policy.bands) {
    json["bands"].push_back({{"id", band.id},
                             {"label", band.label},
                             {"from", waitlist::json_of(band.from)},
                             {"meaning", band.meaning}});
  }
  json["groups"] = OrderedJson::array();
  for (const GroupRule& group : policy.groups) {
    json["groups"].push_back(
        {{"id", group.id},
         {"label", group.label},
         {"combine", to_text(group.combine)},
         {"cap", group.cap ? waitlist::json_of(*group.cap) : OrderedJson(nullptr)},
         {"risk", group.risk}});
    if (group.constant) json["groups"].back()["constant"] = waitlist::json_of(*group.constant);
  }
  json["criteria"] = OrderedJson::array();
  for (const CriterionRule& rule : policy.criteria) {
    json["criteria"].push_back(json_of(compiled, rule));
  }
  json["sources"] = OrderedJson::array();
  for (const PolicySource& source : policy.sources) {
    json["sources"].push_back({{"key", source.key},
                               {"title", source.title},
                               {"publisher", source.publisher},
                               {"date", source.date},
                               {"address", source.address}});
  }
}

OrderedJson json_of(const std::vector<Days>& days) {
  OrderedJson json = OrderedJson::array();
  for (const Days one : days) json.push_back(one.count());
  return json;
}

void add_time_rules(OrderedJson& json, const Policy& policy) {
  if (policy.promotion) {
    json["promotion"] = {{"after_days", json_of(policy.promotion->after_days)},
                         {"not_above", policy.promotion->not_above},
                         {"origin", json_of(policy.promotion->origin)}};
  }
  if (policy.must_allocate) {
    const MustAllocateRule& rule = *policy.must_allocate;
    const auto days = [](const std::optional<Days>& value) {
      return value ? OrderedJson(value->count()) : OrderedJson(nullptr);
    };
    json["must_allocate"] = {{"waiting_days", days(rule.waiting)},
                             {"before_filing_days", days(rule.before_filing)},
                             {"below", rule.below},
                             {"origin", json_of(rule.origin)}};
    if (!rule.order.empty()) json["must_allocate"]["order"] = waitlist::json_of(rule.order);
  }
  for (const TierOrderRule& rule : policy.tier_orders) {
    json["tier_orders"].push_back({{"tier", rule.tier}, {"order", waitlist::json_of(rule.order)}});
  }
  json["decisions"] = {{"longest_days", policy.decisions.longest.count()}};
  if (policy.delays) json["delays"] = {{"after_days", json_of(policy.delays->after_days)}};
  if (policy.apart) json["apart"] = {{"review_days", policy.apart->review_after.count()}};
  if (policy.review) json["review"] = {{"every_days", policy.review->every.count()}};
}

void add_uncertain(OrderedJson& json, const Policy& policy) {
  for (const UncertainNumber& one : policy.uncertain) {
    json["uncertain"].push_back({{"number", one.number},
                                 {"from", waitlist::json_of(one.from)},
                                 {"to", waitlist::json_of(one.to)},
                                 {"reason", one.reason}});
  }
}

void add_table(OrderedJson& json, const BandByTwoFacts& by) {
  json["by"] = {by.fact, by.table.other};
  json["columns"] = by.table.columns;
  for (const auto& row : by.table.rows) json["rows"][row.level] = row.cells;
}

void add_ceilings(OrderedJson& json, const CompiledPolicy& policy) {
  for (const CeilingRule& rule : policy.written().ceilings) {
    OrderedJson ceiling = {{"id", rule.id}, {"label", rule.label}};
    if (const auto* on_band = std::get_if<BandCeiling>(&rule.limit)) {
      ceiling["band"] = on_band->band;
    } else {
      const auto& on_group = std::get<GroupCeiling>(rule.limit);
      ceiling["group"] = on_group.group;
      ceiling["at_most"] = waitlist::json_of(on_group.at_most);
    }
    ceiling["when"] = when_in_words(policy, rule.when);
    ceiling["origin"] = json_of(rule.origin);
    json["ceilings"].push_back(std::move(ceiling));
  }
  if (!policy.written().cannot_tell) return;
  const CannotTellRule& rule = *policy.written().cannot_tell;
  json["cannot_tell"] = {{"band", rule.band},
                         {"facts", rule.facts},
                         {"label", rule.label},
                         {"origin", json_of(rule.origin)}};
}

}  // namespace

std::string render_json(const CompiledPolicy& policy) {
  const Policy& written = policy.written();
  OrderedJson json = {{"policy", waitlist::json_of(policy.stamp())},
                      {"title", written.title},
                      {"status", written.status},
                      {"status_line", written.status_line},
                      {"facts", written.facts},
                      {"calendar", written.calendar},
                      {"order", waitlist::json_of(written.order)}};
  add_lists(json, policy);
  if (written.age) json["age"] = json_of(policy, *written.age);
  json["unknown"] = {
      {"share", to_text(written.unknown.share)},
      {"critical_share", to_text(written.unknown.critical_share)},
      {"total_cap", written.unknown.total_cap ? waitlist::json_of(*written.unknown.total_cap)
                                              : OrderedJson(nullptr)}};
  if (written.waiting) json["waiting"] = json_of(policy, *written.waiting);
  if (written.filing) json["filing"] = json_of(policy, *written.filing);
  json["floors"] = OrderedJson::array();
  for (const FloorRule& floor : written.floors) {
    OrderedJson& one =
        json["floors"].emplace_back(OrderedJson{{"id", floor.id}, {"label", floor.label}});
    if (floor.by) {
      add_table(one, *floor.by);
    } else {
      one["band"] = floor.band;
      one["when"] = when_in_words(policy, floor.when);
    }
    one["action"] = floor.action;
    one["origin"] = json_of(floor.origin);
    if (floor.whatever_else) one["whatever_else"] = true;
  }
  add_ceilings(json, policy);
  add_time_rules(json, written);
  add_uncertain(json, written);
  return text_of(json) + '\n';
}

}  // namespace waitlist
