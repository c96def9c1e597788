#include <waitlist/base/limits.h>
#include <waitlist/io/outcome_reader.h>

#include "io/cell_parser.h"
#include "io/csv_rows.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

namespace waitlist {
namespace {

constexpr std::size_t kOutcomeCase = 0;
constexpr std::size_t kAllocatedOn = 1;
constexpr std::size_t kClosedOn = 2;
constexpr std::size_t kWithdrawnOn = 3;

constexpr std::array<NamedColumn, 4> kOutcomeColumns{
    {{"case_id", true}, {"allocated_on", true}, {"closed_on"}, {"withdrawn_on"}}};

class OutcomeReader {
 public:
  OutcomeReader(std::string_view text, const std::string& source, FaultList& faults)
      : source_{source}, faults_{faults}, rows_{text, kOutcomeColumns, source, faults} {}

  CaseOutcomes read() {
    CaseOutcomes found;
    found.source = source_;
    while (rows_.next()) {
      if (found.rows.size() == limits::kCasesMax) {
        rows_.report_row("case_id", ErrorCode::too_large,
                         "at most " + std::to_string(limits::kCasesMax) + " rows");
        break;
      }
      found.rows.push_back(read_row());
    }
    return found;
  }

 private:
  CaseOutcome read_row() {
    const std::size_t faults = faults_.kept();
    CaseOutcome one;
    one.line = rows_.line();
    read_id(one);
    one.allocated_on = read_outcome_day(kAllocatedOn);
    one.closed_on = read_outcome_day(kClosedOn);
    one.withdrawn_on = read_outcome_day(kWithdrawnOn);
    if (faults_.kept() == faults) check_days(one);
    faults_.name_case(faults, one.case_id, [](const Error&) { return true; });
    return one;
  }

  void read_id(CaseOutcome& one) {
    const std::string_view id = rows_.cell(kOutcomeCase);
    if (id.empty()) {
      rows_.report(kOutcomeCase, ErrorCode::missing_value, "", "name the case");
      return;
    }
    if (id.size() > limits::kCaseIdBytesMax) {
      rows_.report(
          kOutcomeCase, ErrorCode::out_of_range, id,
          "the id of a case has at most " + std::to_string(limits::kCaseIdBytesMax) + " bytes");
      return;
    }
    one.case_id = id;
    const auto [at, is_new] = seen_.emplace(one.case_id, one.line);
    if (is_new) return;
    rows_.report(
        kOutcomeCase, ErrorCode::duplicate_name, id,
        "line " + std::to_string(at->second) + " has this case too; write one row for each case");
  }

  std::optional<Day> read_outcome_day(std::size_t column) {
    const std::string_view cell = rows_.cell(column);
    if (cell.empty()) return std::nullopt;
    CellFault fault;
    const auto day = parse_day(cell, fault);
    if (!day) rows_.report(column, fault.code, fault.found, fault.reason);
    return day;
  }

  void check_days(const CaseOutcome& one) {
    if (one.withdrawn_on && one.allocated_on) {
      rows_.report(kWithdrawnOn, ErrorCode::inconsistent, rows_.cell(kWithdrawnOn),
                   "a case that was allocated did not withdraw from the list; leave one of "
                   "allocated_on and withdrawn_on empty");
    }
    if (!one.closed_on) return;
    if (!one.allocated_on) {
      rows_.report(kClosedOn, ErrorCode::inconsistent, rows_.cell(kClosedOn),
                   "work that ended was given to somebody; write allocated_on, or withdrawn_on "
                   "where the family withdrew");
    } else if (*one.closed_on < *one.allocated_on) {
      rows_.report(kClosedOn, ErrorCode::inconsistent, rows_.cell(kClosedOn),
                   "before the case was allocated on " + one.allocated_on->text());
    }
  }

  const std::string& source_;
  FaultList& faults_;
  CsvRows rows_;
  std::unordered_map<std::string, std::uint32_t> seen_;
};

}  // namespace

Result<CaseOutcomes> read_outcomes_csv(std::string_view text, const std::string& source) {
  FaultList faults;
  CaseOutcomes found;
  if (check_list_encoding(text, source, faults)) {
    found = OutcomeReader{without_byte_order_mark(text), source, faults}.read();
  }
  if (!faults.empty()) return failed(faults.take());
  return found;
}

}  // namespace waitlist
