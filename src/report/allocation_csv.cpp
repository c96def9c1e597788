#include <waitlist/report/allocation_report.h>

#include "base/csv_text.h"
#include "queue/faulty_cases.h"
#include "report/allocation_notes.h"
#include "report/allocation_words.h"
#include "report/faulty_words.h"

namespace waitlist {
namespace {

constexpr std::string_view kAllocationHeader =
    "position,case_id,tier,place,practitioner_id,urgent,load,split,travel,continuity,given,"
    "next_best,next_best_extra,reason,detail,allocate_by,provisional,"
    "load_price,urgent_price";

class AllocationRows {
 public:
  explicit AllocationRows(const Allocation& allocation)
      : allocation_{allocation},
        has_kinds_{!allocation.kinds().empty()},
        has_earlier_{!allocation.rules().earlier.empty()},
        has_preferences_{!allocation.rules().preferences.empty()},
        has_appointed_{has_appointed(allocation)},
        has_seconds_{has_seconds(allocation)},
        out_{kAllocationHeader} {
    if (has_kinds_) out_ += ",kinds";
    if (has_earlier_) out_ += ",earlier";
    if (has_preferences_) out_ += ",preference";
    if (has_appointed_) out_ += ",appointed,above_caseload";
    if (has_seconds_) out_ += ",second";
    out_ += '\n';
  }

  void add(QueuedUnit index) {
    const AllocationUnit& unit = allocation_.units()[index];
    const Ranking& ranking = allocation_.ranking();
    const std::string detail = why_in_words(allocation_, index);
    const auto next = unit.practitioner ? allocation_.next_best(index) : std::optional<NextBest>{};
    const std::optional<Day> due = due_day_of(allocation_, unit);
    for (const CaseRow row : unit.rows) {
      const Place* place = ranking.find(ranking.cases().case_id(row));
      out_ += std::to_string(unit.position);
      cell(ranking.cases().case_id(row));
      cell(ranking.policy().tier_id(place->score.tier));
      cell(unit.place);
      cell(unit.practitioner ? id_of(allocation_, *unit.practitioner) : "");
      cell(unit.urgent ? "yes" : "no");
      cell(std::to_string(unit.load));
      cell(unit.split ? "yes" : "no");
      price(unit, unit.parts.travel);
      price(unit, unit.parts.continuity);
      price(unit, unit.parts.given);
      cell(next ? id_of(allocation_, next->practitioner) : "");
      number(next ? price_text(allocation_, next->extra) : "");
      cell(unit.practitioner ? "placed" : to_text(allocation_.why_unplaced(index)));
      cell(detail);
      number(due ? due->text() : "");
      cell(provisional_in_words(unit));
      price(unit, unit.parts.load);
      price(unit, unit.parts.urgent);
      if (has_kinds_) cell(kinds_in_words(allocation_, unit));
      if (has_earlier_) cell(earlier_of(unit, row));
      if (has_preferences_) price(unit, unit.parts.preference);
      if (has_appointed_) appointment(unit);
      if (has_seconds_) {
        const bool found = unit.second && unit.second->practitioner;
        cell(found ? id_of(allocation_, *unit.second->practitioner) : "");
      }
      out_ += '\n';
    }
  }

  void add(const FaultyCase& faulty) {
    cell(faulty.case_id);
    out_.append(11, ',');
    cell("faulty");
    cell(place_in_input(faulty) + ": " + faults_in_words(faulty));
    out_ += ",,,,";
    if (has_kinds_) out_ += ',';
    if (has_earlier_) out_ += ',';
    if (has_preferences_) out_ += ',';
    if (has_appointed_) out_ += ",,";
    if (has_seconds_) out_ += ',';
    out_ += '\n';
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] static std::string earlier_of(const AllocationUnit& unit, CaseRow row) {
    for (const EarlierHolder& one : unit.earlier) {
      if (one.row == row) return one.practitioner_id;
    }
    return "";
  }

  void appointment(const AllocationUnit& unit) {
    cell(unit.appointed ? pin_of(allocation_, unit)->reason : "");
    number(unit.appointed ? std::to_string(allocation_.loads()[*unit.practitioner].above_caseload())
                          : "");
  }

  void cell(std::string_view text) {
    out_ += ',';
    append_csv_cell(out_, text);
  }

  /// A number may begin with a sign without being taken for a formula.
  void number(const std::string& text) {
    out_ += ',';
    out_ += text;
  }

  void price(const AllocationUnit& unit, Cost cost) {
    number(unit.practitioner ? price_text(allocation_, cost) : "");
  }

  const Allocation& allocation_;
  bool has_kinds_;
  bool has_earlier_;
  bool has_preferences_;
  bool has_appointed_;
  bool has_seconds_;
  std::string out_;
};

}  // namespace

std::string render_csv(const Allocation& allocation) {
  AllocationRows rows{allocation};
  for (const FaultyCase& faulty : allocation.ranking().faulty()) rows.add(faulty);
  for (QueuedUnit unit{0}; unit < allocation.units().size(); ++unit) rows.add(unit);
  return rows.take();
}

}  // namespace waitlist
