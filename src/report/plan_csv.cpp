#include <waitlist/report/plan_report.h>

#include "base/csv_text.h"
#include "base/points_text.h"

#include <string>
#include <string_view>

namespace waitlist {
namespace {

void add_place(std::string& out, const Ranking& ranking, const Place& place) {
  out += ',';
  append_whole(out, place.position);
  out += ',';
  append_csv_cell(out, ranking.policy().tier_id(place.score.tier));
  out += ',';
  append_csv_cell(out, ranking.policy().band(place.score.band).id);
  out += place.score.must_allocate ? ",yes," : ",no,";
  append_points(out, place.score.points.used);
}

}  // namespace

std::string render_csv(const PolicyPlan& plan) {
  std::string out =
      "case_id,area,team,places_down,position_before,tier_before,band_before,must_allocate_before,"
      "points_before,position_after,tier_after,band_after,must_allocate_after,points_after\n";
  const CaseTable& cases = plan.after.cases();
  for (const PlannedCase& one : plan.cases) {
    append_csv_cell(out, cases.case_id(one.after.row));
    for (const std::string_view text : {cases.area(one.after.row), cases.team(one.after.row)}) {
      out += ',';
      append_csv_cell(out, text);
    }
    out += ',';
    append_whole(out, one.falls_by());
    add_place(out, plan.before, one.before);
    add_place(out, plan.after, one.after);
    out += '\n';
  }
  return out;
}

}  // namespace waitlist
