#include <waitlist/report/allocation_report.h>

#include "base/csv_text.h"
#include "queue/faulty_cases.h"
#include "report/allocation_words.h"
#include "report/faulty_words.h"

namespace waitlist {
namespace {

constexpr std::string_view kAllocationHeader =
    "position,case_id,tier,place,practitioner_id,urgent,load,split,travel,continuity,given,"
    "next_best,next_best_extra,reason,detail,allocate_by,provisional,"
    "load_price,urgent_price\n";

class AllocationRows {
 public:
  explicit AllocationRows(const Allocation& allocation)
      : allocation_{allocation}, out_{kAllocationHeader} {}

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
      out_ += '\n';
    }
  }

  void add(const FaultyCase& faulty) {
    cell(faulty.case_id);
    out_.append(11, ',');
    cell("faulty");
    cell(place_in_input(faulty) + ": " + faults_in_words(faulty));
    out_ += ",,,,\n";
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
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
