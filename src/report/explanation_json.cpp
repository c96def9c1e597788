#include "report/explanation_json.h"

#include <waitlist/report/explanation_report.h>

#include "report/json_parts.h"

namespace waitlist {
namespace {

OrderedJson json_of(const Contribution& part) {
  return {{"kind", to_text(part.kind)},
          {"id", part.id},
          {"label", part.label},
          {"group", part.group},
          {"answer", part.answer},
          {"points", waitlist::json_of(part.points)},
          {"worth_days", part.worth ? OrderedJson(part.worth->count()) : OrderedJson(nullptr)},
          {"provenance", to_text(part.provenance)},
          {"sources", part.sources},
          {"why", part.why}};
}

const char* name_of(BandStep::Kind kind) {
  switch (kind) {
    case BandStep::Kind::points: return "points";
    case BandStep::Kind::cannot_tell: return "cannot_tell";
    case BandStep::Kind::floor: return "floor";
    case BandStep::Kind::ceiling: return "ceiling";
    case BandStep::Kind::decision: return "decision";
    case BandStep::Kind::promotion: return "promotion";
    case BandStep::Kind::must_allocate: return "must_allocate";
  }
  return "";
}

OrderedJson json_of(const BandStep& step) {
  return {{"kind", name_of(step.kind)}, {"rule", step.rule},
          {"text", step.text},          {"tier", step.band},
          {"action", step.action},      {"provenance", to_text(step.provenance)}};
}

OrderedJson json_of(const Check& check, const CompiledPolicy& policy) {
  OrderedJson json = {{"fact", check.fact},
                      {"label", check.label},
                      {"state", to_text(check.state)},
                      {"pending_since", waitlist::json_of(check.pending_since)},
                      {"overdue", check.overdue},
                      {"could_add", waitlist::json_of(check.could_add)},
                      {"band_reached", policy.band(check.band_reached).id},
                      {"could_take_off", waitlist::json_of(check.could_take_off)},
                      {"could_be_due", check.could_be_due},
                      {"with_others", check.with_others}};
  if (check.stale_since) json["stale_since"] = check.stale_since->text();
  return json;
}

}  // namespace

void add_reasons(OrderedJson& json, const Explanation& explanation, const CompiledPolicy& policy) {
  json["contributions"] = OrderedJson::array();
  for (const Contribution& part : explanation.contributions) {
    json["contributions"].push_back(json_of(part));
  }
  json["steps"] = OrderedJson::array();
  for (const BandStep& step : explanation.steps) json["steps"].push_back(json_of(step));
  json["checks"] = OrderedJson::array();
  for (const Check& check : explanation.checks) json["checks"].push_back(json_of(check, policy));
  json["next_change"] = nullptr;
  if (explanation.foreseen_to) json["foreseen_to"] = explanation.foreseen_to->text();
  if (explanation.next_change) {
    const ComingChange& change = *explanation.next_change;
    json["next_change"] = {{"on", change.on.text()},
                           {"from", change.from},
                           {"to", change.to},
                           {"cause", change.cause}};
  }
  json["allocate_by"] = waitlist::json_of(explanation.allocate_by);
  json["allocate_by_cause"] = explanation.allocate_by_cause;
  json["settled"] = explanation.settled;
}

std::string render_json(const Explanation& explanation,
                        const Ranking& ranking,
                        const ChangesSince* since) {
  const CompiledPolicy& policy = ranking.policy();
  const Score& score = explanation.score;
  const Place* place = ranking.find(explanation.case_id);
  OrderedJson json = {{"policy", waitlist::json_of(explanation.policy)},
                      {"as_of", explanation.as_of.text()},
                      {"case_id", explanation.case_id},
                      {"position", place != nullptr ? OrderedJson(std::uint32_t{place->position})
                                                    : OrderedJson(nullptr)},
                      {"of", ranking.unit_count()},
                      {"linked_with", explanation.linked_with},
                      {"tier", policy.tier_id(score.tier)},
                      {"band", policy.band(score.band).id},
                      {"must_allocate", score.must_allocate},
                      {"points", waitlist::json_of(score.points)},
                      {"provisional", score.provisional()},
                      {"days_waiting", score.waited.count()},
                      {"filing_date", waitlist::json_of(score.filing_date)},
                      {"latest_start", waitlist::json_of(score.latest_start)}};
  add_reasons(json, explanation, policy);
  if (since != nullptr) {
    json["since_list"] = json_of_list(*since);
    json["since"] = OrderedJson::array();
    for (const ListChange* change : since->of(explanation.case_id)) {
      json["since"].push_back(waitlist::json_of(*change, *since));
    }
  }
  return text_of(json) + '\n';
}

}  // namespace waitlist
