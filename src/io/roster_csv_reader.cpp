#include <waitlist/base/limits.h>
#include <waitlist/io/roster_reader.h>

#include "allocation/roster_rules.h"
#include "io/csv_rows.h"
#include "io/practitioner_draft.h"
#include "io/text_encoding.h"

#include <array>

namespace waitlist {
namespace {

void read_practitioners(std::string_view text,
                        const std::string& source,
                        FaultList& faults,
                        std::vector<Practitioner>& practitioners) {
  std::vector<NamedColumn> columns;
  for (const std::string_view name : practitioner_columns()) {
    columns.push_back({name, name == "practitioner_id" || name == "caseload"});
  }
  CsvRows rows{text, columns, source, faults};
  std::vector<std::uint32_t> lines;
  CellFault fault;
  while (rows.next()) {
    Practitioner one;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string_view cell = rows.cell(i);
      if (cell.empty()) {
        if (static_cast<PractitionerField>(i) == PractitionerField::caseload) {
          rows.report(i, ErrorCode::missing_value, "", kCaseloadNeeded);
        }
        continue;
      }
      if (!read_practitioner(static_cast<PractitionerField>(i), cell, one, fault)) {
        rows.report(i, fault.code, fault.found, fault.reason);
      }
    }
    practitioners.push_back(std::move(one));
    lines.push_back(rows.line());
  }
  check_practitioners(practitioners, lines, source, faults);
}

void read_travel(std::string_view text,
                 const std::string& source,
                 FaultList& faults,
                 std::vector<TravelTime>& travel) {
  static constexpr std::array<NamedColumn, 3> kTravelColumns{
      {{"from", true}, {"to", true}, {"minutes", true}}};
  CsvRows rows{text, kTravelColumns, source, faults};
  std::vector<std::uint32_t> lines;
  CellFault fault;
  while (rows.next()) {
    TravelTime way{std::string{rows.cell(0)}, std::string{rows.cell(1)}, 0};
    const auto minutes = parse_count(rows.cell(2), limits::kTravelMinutesMax, fault);
    if (minutes) {
      way.minutes = *minutes;
    } else {
      rows.report(2, fault.code, fault.found, fault.reason);
    }
    travel.push_back(std::move(way));
    lines.push_back(rows.line());
  }
  check_travel(travel, lines, source, faults);
}

}  // namespace

Result<Roster> read_roster_csv(std::string_view practitioners,
                               std::string_view travel,
                               const std::string& source,
                               const std::string& travel_source) {
  // Each text with its faults in the order of its lines, the practitioners' first.
  Errors errors;
  const auto read = [&errors](std::string_view text, const std::string& name, auto reader,
                              auto& to) {
    FaultList faults;
    if (check_list_encoding(text, name, faults)) {
      reader(without_byte_order_mark(text), name, faults, to);
    }
    for (Error& error : faults.take()) errors.push_back(std::move(error));
  };
  std::vector<Practitioner> people;
  std::vector<TravelTime> ways;
  read(practitioners, source, read_practitioners, people);
  if (!travel.empty()) read(travel, travel_source, read_travel, ways);
  if (!errors.empty()) return failed(first_faults(std::move(errors)));
  return Roster::make(std::move(people), std::move(ways), source);
}

}  // namespace waitlist
