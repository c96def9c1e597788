#include <waitlist/report/plan_report.h>

#include "base/csv_text.h"

#include <string>

namespace waitlist {
namespace {

void add_list_number(std::string& out, std::size_t number) {
  out += ',';
  out += std::to_string(number);
}

/// What a list has where both policies rank it.
void add_planned_cells(std::string& out, const PlannedList& list) {
  for (const std::size_t number :
       {list.moves.cases, list.moves.up, list.moves.down, list.unchanged()}) {
    add_list_number(out, number);
  }
  out += ',';
  if (list.farthest_down) out += std::to_string(list.farthest_down->places);
  out += ',';
  if (list.farthest_down) append_csv_cell(out, list.farthest_down->case_id);
  for (const std::size_t number :
       {list.moves.must_now, list.moves.must_no_longer, list.tiers_changed, list.only_before,
        list.only_after, list.faulty_before, list.faulty_after}) {
    add_list_number(out, number);
  }
}

}  // namespace

std::string render_csv(const PlanSeries& series) {
  std::string out =
      "list,as_of,planned,cases,up,down,unchanged,farthest_down,farthest_down_case,must_now,"
      "must_no_longer,tiers_changed,only_before,only_after,faulty_before,faulty_after,erased,"
      "of_broken_families,faulty_at_the_time,faults,first_fault\n";
  constexpr std::size_t kCellsOfPlan = 13;
  for (const PlannedList& list : series.lists()) {
    append_csv_cell(out, list.name);
    out += ',' + list.as_of.text();
    out += list.planned() ? ",yes" : ",no";
    if (list.planned()) {
      add_planned_cells(out, list);
    } else {
      out.append(kCellsOfPlan, ',');
    }
    add_list_number(out, list.left_out.erased);
    add_list_number(out, list.left_out.of_broken_families);
    add_list_number(out, list.left_out.faulty);
    add_list_number(out, fault_count(list.faults));
    out += ',';
    if (!list.planned()) append_csv_cell(out, to_text(list.faults.front()));
    out += '\n';
  }
  return out;
}

}  // namespace waitlist
