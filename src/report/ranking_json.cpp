#include <waitlist/queue/list_part.h>
#include <waitlist/report/ranking_report.h>

#include "report/explanation_json.h"
#include "report/faulty_json.h"
#include "report/json_parts.h"
#include "report/shown_places.h"

namespace waitlist {
namespace {

OrderedJson json_of(const CompiledPolicy& policy, const Score& score) {
  return {{"band", policy.band(score.band).id},
          {"tier", policy.tier_id(score.tier)},
          {"must_allocate", score.must_allocate},
          {"points", waitlist::json_of(score.points)},
          {"risk_points", waitlist::json_of(score.risk)},
          {"waiting_points", waitlist::json_of(score.waiting)},
          {"filing_points", waitlist::json_of(score.filing)},
          {"provisional", score.provisional()},
          {"band_min", policy.band(score.band_least).id},
          {"band_max", policy.band(score.band_most).id},
          {"days_waiting", score.waited.count()},
          {"filing_date", waitlist::json_of(score.filing_date)},
          {"latest_start", waitlist::json_of(score.latest_start)}};
}

/// A ranking, and how much of each case of it is told.
struct Told {
  const Ranking& ranking;
  bool explained = false;
};

void add_explanation(OrderedJson& json, const Told& told, CaseRow row) {
  if (!told.explained) return;
  const CompiledPolicy& policy = told.ranking.policy();
  const Explanation explanation = explain(told.ranking.cases(), policy, row, told.ranking.as_of());
  OrderedJson& reasons = json["explanation"];
  reasons = {{"linked_with", explanation.linked_with}};
  add_reasons(reasons, explanation, policy);
}

OrderedJson json_of(const Told& told, const Place& place) {
  const Ranking& ranking = told.ranking;
  OrderedJson json = {{"position", std::uint32_t{place.position}},
                      {"case_id", ranking.cases().case_id(place.row)}};
  json.update(json_of(ranking.policy(), place.score));
  json["area"] = ranking.cases().area(place.row);
  json["team"] = ranking.cases().team(place.row);
  json["allocate_by"] = waitlist::json_of(allocate_by(ranking, place.row, place.score));
  json["review_due"] = waitlist::json_of(review_due(ranking, place.row));
  add_explanation(json, told, place.row);
  return json;
}

OrderedJson json_of(const Told& told, const ApartCase& apart) {
  const Ranking& ranking = told.ranking;
  const Hold* hold = ranking.cases().hold(apart.row);
  OrderedJson json = {{"case_id", ranking.cases().case_id(apart.row)},
                      {"status", to_text(apart.reason)},
                      {"listed_on", ranking.cases().listed_on(apart.row).text()},
                      {"since", waitlist::json_of(apart_since(ranking.cases(), apart.row))}};
  if (hold != nullptr) {
    json["hold_reason"] = hold->reason;
    json["hold_until"] = waitlist::json_of(hold->until);
  }
  if (apart.score) {
    json["if_awaiting"] = json_of(ranking.policy(), *apart.score);
    json["allocate_by"] = waitlist::json_of(allocate_by(ranking, apart.row, *apart.score));
    json["review_due"] = waitlist::json_of(review_due(ranking, apart.row));
  }
  json["area"] = ranking.cases().area(apart.row);
  json["team"] = ranking.cases().team(apart.row);
  if (apart.score) add_explanation(json, told, apart.row);
  return json;
}

OrderedJson json_of(const Ranking& ranking, const UpcomingDay& day) {
  return {{"on", day.on.text()},
          {"kind", to_text(day.kind)},
          {"case_id", ranking.cases().case_id(day.row)},
          {"detail", detail_of(ranking, day)}};
}

OrderedJson json_of_parts(const Ranking& ranking) {
  OrderedJson json = OrderedJson::object();
  for (const ListPart& part : ranking.parts()) {
    if (part.team) json["team"] = *part.team;
    if (part.area) json["area"] = *part.area;
  }
  json["ranked_in_all"] = ranking.ranked_in_all();
  return json;
}

OrderedJson json_of(const ChangesSince& since, const ListChange& change) {
  return waitlist::json_of(change, since);
}

OrderedJson by_tier(const Ranking& ranking, const std::vector<std::size_t>& counts) {
  OrderedJson tiers = OrderedJson::object();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    tiers[std::string{ranking.policy().tier_id(TierIndex{i})}] = counts[i];
  }
  return tiers;
}

OrderedJson by_band(const Ranking& ranking, const std::vector<std::size_t>& counts) {
  OrderedJson bands = OrderedJson::object();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    bands[ranking.policy().band(BandIndex{i}).id] = counts[i];
  }
  return bands;
}

OrderedJson json_of(const Ranking& ranking, const Summary& summary) {
  OrderedJson apart = OrderedJson::object();
  for (std::size_t i = 0; i < summary.apart.size(); ++i) {
    apart[std::string{to_text(static_cast<ApartReason>(i))}] = summary.apart[i];
  }
  OrderedJson json = {{"ranked", summary.ranked},
                      {"units", summary.units},
                      {"apart", apart},
                      {"by_tier", by_tier(ranking, summary.by_tier)},
                      {"must_allocate", summary.must_allocate},
                      {"provisional", summary.provisional}};
  json["delayed"] = OrderedJson::array();
  for (const DelayedCount& delayed : summary.delayed) {
    json["delayed"].push_back(
        {{"days", delayed.at_least.count()},
         {"cases", delayed.cases},
         {"by_tier", by_tier(ranking, delayed.by_tier)},
         {"by_band_of_risk", by_band(ranking, delayed.by_band_of_risk)},
         {"lowered", delayed.lowered},
         {"apart_by_band_of_risk", by_band(ranking, delayed.apart_by_band_of_risk)}});
  }
  json["actions"] = OrderedJson::array();
  for (const Summary::Action& action : summary.actions) {
    OrderedJson ids = OrderedJson::array();
    for (const CaseRow row : action.rows) ids.push_back(ranking.cases().case_id(row));
    json["actions"].push_back({{"floor", action.floor}, {"action", action.action}, {"cases", ids}});
  }
  json["findings"] = OrderedJson::array();
  for (const Finding& finding : summary.findings) {
    json["findings"].push_back({{"kind", to_text(finding.kind)},
                                {"case_id", ranking.cases().case_id(finding.row)},
                                {"detail", finding.detail}});
  }
  json["faulty"] = summary.faulty;
  if (summary.force != PolicyForce::in_force) json["policy_force"] = to_text(summary.force);
  return json;
}

/// Lines of an array, one element each, without holding them all as a document.
template <class Whole, class Items>
void append_array(std::string& out, std::string_view name, const Whole& whole, const Items& items) {
  out.append(",\n\"").append(name).append("\": [");
  bool first = true;
  for (const auto& item : items) {
    out += first ? "\n" : ",\n";
    first = false;
    out += text_of(json_of(whole, item), -1);
  }
  out += "\n]";
}

}  // namespace

std::string render_json(const Ranking& ranking,
                        const Summary& summary,
                        const ReportOptions& options) {
  std::string out = "{\n\"policy\": ";
  out += text_of(waitlist::json_of(ranking.policy().stamp()), -1);
  out += ",\n\"cases_digest\": \"" + ranking.cases().digest().hex() + "\"";
  out += ",\n\"as_of\": \"" + ranking.as_of().text() + "\"";
  if (!ranking.parts().empty()) out += ",\n\"part\": " + text_of(json_of_parts(ranking), -1);
  out += ",\n\"faulty\": " + text_of(json_of_faulty(ranking), -1);
  out += ",\n\"summary\": " + text_of(json_of(ranking, summary), 1);
  const Told told{ranking, options.explained};
  append_array(out, "places", told, shown_places(ranking, options.top));
  if (shows_apart(ranking, options.top)) append_array(out, "apart", told, ranking.apart());
  append_array(out, "upcoming", ranking, summary.upcoming);
  if (options.since != nullptr) {
    out += ",\n\"since_list\": " + text_of(json_of_list(*options.since), -1);
    append_array(out, "since", *options.since, options.since->changes);
  }
  return out + "\n}\n";
}

std::string render_json_lines(const ChangesSince& since) {
  std::string out;
  for (const ListChange& change : since.changes) {
    out += text_of(json_of(change, since), -1) + '\n';
  }
  return out;
}

}  // namespace waitlist
