#include <waitlist/report/plan_report.h>

#include "base/csv_text.h"
#include "base/points_text.h"

#include <string>
#include <string_view>

namespace waitlist {
namespace {

void add_cell(std::string& out, std::string_view text) {
  out += ',';
  append_csv_cell(out, text);
}

/// `place` is null where this policy gives none.
void add_place(std::string& out, const Ranking& ranking, const Place* place) {
  if (place == nullptr) {
    out.append(5, ',');
    return;
  }
  out += ',';
  append_whole(out, place->position);
  add_cell(out, ranking.policy().tier_id(place->score.tier));
  add_cell(out, ranking.policy().band(place->score.band).id);
  out += place->score.must_allocate ? ",yes," : ",no,";
  append_points(out, place->score.points.used);
}

void add_area_and_team(std::string& out, const CaseTable& cases, CaseRow row) {
  add_cell(out, cases.area(row));
  add_cell(out, cases.team(row));
}

/// Whether this ranking has a sound case for that row of the list.
bool is_sound(PlanStanding standing) {
  return standing != PlanStanding::faulty && standing != PlanStanding::absent;
}

void add_unplaced_row(std::string& out, const PolicyPlan& plan, const UnplacedCase& one) {
  append_csv_cell(out, one.case_id);
  const auto& side = is_sound(one.after) ? plan.after : plan.before;
  if (is_sound(one.after) || is_sound(one.before)) {
    add_area_and_team(out, side.cases(), side.cases().find(one.case_id).value());
  } else {
    out += ",,";
  }
  out += ',';
  const auto place_in = [&one](const Ranking& ranking, PlanStanding standing) {
    return standing == PlanStanding::ranked ? ranking.find(one.case_id) : nullptr;
  };
  add_place(out, plan.before, place_in(plan.before, one.before));
  add_place(out, plan.after, place_in(plan.after, one.after));
  add_cell(out, to_text(one.before));
  add_cell(out, to_text(one.after));
  out += '\n';
}

}  // namespace

std::string render_csv(const PolicyPlan& plan) {
  std::string out =
      "case_id,area,team,places_down,position_before,tier_before,band_before,must_allocate_before,"
      "points_before,position_after,tier_after,band_after,must_allocate_after,points_after,"
      "standing_before,standing_after\n";
  for (const PlannedCase& one : plan.cases) {
    append_csv_cell(out, plan.after.cases().case_id(one.after.row));
    add_area_and_team(out, plan.after.cases(), one.after.row);
    out += ',';
    append_whole(out, one.falls_by());
    add_place(out, plan.before, &one.before);
    add_place(out, plan.after, &one.after);
    out += ",ranked,ranked\n";
  }
  for (const UnplacedCase& one : plan.unplaced) add_unplaced_row(out, plan, one);
  return out;
}

}  // namespace waitlist
