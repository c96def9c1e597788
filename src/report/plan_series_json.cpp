#include <waitlist/report/plan_report.h>

#include "report/fault_json.h"
#include "report/json_parts.h"

#include <string>

namespace waitlist {
namespace {

void add_left_out(OrderedJson& json, const RowsLeftOut& rows) {
  json["erased"] = rows.erased;
  json["of_broken_families"] = rows.of_broken_families;
  json["faulty_at_the_time"] = rows.faulty;
}

OrderedJson json_of_totals(const PlanSeriesTotals& totals) {
  OrderedJson json = {{"lists", totals.lists},
                      {"planned", totals.planned},
                      {"cases", totals.cases},
                      {"ever_down", totals.ever_down},
                      {"always_down", totals.always_down},
                      {"ever_up", totals.ever_up},
                      {"both_ways", totals.both_ways},
                      {"keep_place", totals.keep_place},
                      {"ever_must_now", totals.ever_must_now},
                      {"ever_must_no_longer", totals.ever_must_no_longer}};
  add_left_out(json, totals.left_out);
  return json;
}

OrderedJson json_of_faults_of_list(const Errors& faults) {
  OrderedJson json = OrderedJson::array();
  for (const Error& fault : faults) json.push_back(json_of_fault(fault));
  return json;
}

OrderedJson json_of_planned_list(const PlannedList& list) {
  OrderedJson json = {
      {"list", list.name}, {"as_of", list.as_of.text()}, {"planned", list.planned()}};
  if (list.planned()) {
    json["cases"] = list.moves.cases;
    json["up"] = list.moves.up;
    json["down"] = list.moves.down;
    json["unchanged"] = list.unchanged();
    json["farthest_down"] = nullptr;
    if (list.farthest_down) {
      json["farthest_down"] = {{"case_id", list.farthest_down->case_id},
                               {"places", list.farthest_down->places}};
    }
    json["must_now"] = list.moves.must_now;
    json["must_no_longer"] = list.moves.must_no_longer;
    json["places_down"] = list.moves.falls_by;
    json["tiers_changed"] = list.tiers_changed;
    json["only_before"] = list.only_before;
    json["only_after"] = list.only_after;
    json["faulty_before"] = list.faulty_before;
    json["faulty_after"] = list.faulty_after;
    json["apart_before"] = json_of_faults_of_list(list.apart_before);
    json["apart_after"] = json_of_faults_of_list(list.apart_after);
  }
  add_left_out(json, list.left_out);
  json["faults"] = json_of_faults_of_list(list.faults);
  return json;
}

}  // namespace

std::string render_json(const PlanSeries& series) {
  OrderedJson json = {{"before", json_of(series.before().stamp())},
                      {"after", json_of(series.after().stamp())},
                      {"source",
                       {{"name", series.source().name},
                        {"head", series.source().head},
                        {"lists", series.source().lists}}},
                      {"totals", json_of_totals(series.totals())}};
  json["lists"] = OrderedJson::array();
  for (const PlannedList& list : series.lists())
    json["lists"].push_back(json_of_planned_list(list));
  json["cases"] = OrderedJson::array();
  for (const PlannedCaseOver& one : series.cases()) {
    json["cases"].push_back({{"case_id", one.case_id},
                             {"lists", one.lists},
                             {"up", one.up},
                             {"down", one.down},
                             {"must_now", one.must_now},
                             {"must_no_longer", one.must_no_longer},
                             {"farthest_down", one.farthest_down}});
  }
  return text_of(json) + '\n';
}

}  // namespace waitlist
