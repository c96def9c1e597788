#include <waitlist/base/limits.h>
#include <waitlist/record/decisions.h>
#include <waitlist/record/log_entry.h>

#include "base/fault_list.h"
#include "io/csv_rows.h"
#include "io/text_encoding.h"
#include "record/decision_rules.h"
#include "record/record_numbers.h"

#include <array>
#include <functional>
#include <set>
#include <utility>

namespace waitlist {
namespace {

std::string code_cell(CsvRows& rows, std::size_t column) {
  const std::string_view cell = rows.cell(column);
  if (!is_record_code(cell)) {
    rows.report(column, cell.empty() ? ErrorCode::missing_value : ErrorCode::unknown_word, cell,
                code_rule());
  }
  return std::string{cell};
}

constexpr std::size_t kCaseColumn = 0;
constexpr std::size_t kPlaceColumn = 1;
constexpr std::size_t kPractitionerColumn = 2;
constexpr std::size_t kProposedColumn = 3;
constexpr std::size_t kCodeColumn = 4;
constexpr std::size_t kProposedByColumn = 5;
constexpr std::size_t kMadeByColumn = 6;
constexpr std::size_t kReasonColumn = 7;

/// What was decided: a place, or a practitioner.
void read_what(CsvRows& rows, ListDecision& decision) {
  const std::string_view place_cell = rows.cell(kPlaceColumn);
  const std::string_view practitioner = rows.cell(kPractitionerColumn);
  if (place_cell.empty() == practitioner.empty()) {
    rows.report(place_cell.empty() ? kPlaceColumn : kPractitionerColumn,
                place_cell.empty() ? ErrorCode::missing_value : ErrorCode::inconsistent,
                practitioner,
                "write the place decided, or in practitioner_id who takes the case; not both");
    return;
  }
  if (!practitioner.empty()) {
    decision.practitioner_id = code_cell(rows, kPractitionerColumn);
    if (!rows.cell(kProposedColumn).empty()) {
      decision.proposed_practitioner_id = code_cell(rows, kProposedColumn);
    }
    return;
  }
  const auto place = record_number(place_cell, limits::kCasesMax);
  if (!place || *place == 0) {
    rows.report(kPlaceColumn, ErrorCode::not_a_number, place_cell,
                "write the place decided as a whole number from 1");
  } else {
    decision.place = static_cast<std::uint32_t>(*place);
  }
  if (!rows.cell(kProposedColumn).empty()) {
    rows.report(kProposedColumn, ErrorCode::inconsistent, rows.cell(kProposedColumn),
                "a decision on a place proposes nobody; leave it empty");
  }
}

/// The cases seen, each with whether a place was decided.
using SeenDecisions = std::set<std::pair<std::string, bool>>;

ListDecision decision_row(CsvRows& rows, SeenDecisions& seen) {
  ListDecision decision;
  decision.line = rows.line();
  decision.case_id = rows.cell(kCaseColumn);
  if (decision.case_id.empty()) {
    rows.report(kCaseColumn, ErrorCode::missing_value, "", "name the case");
  } else if (!seen.emplace(decision.case_id, rows.cell(kPractitionerColumn).empty()).second) {
    rows.report(kCaseColumn, ErrorCode::duplicate_name, decision.case_id,
                "this case stands here twice; keep the decision that holds");
  }
  read_what(rows, decision);
  decision.code = code_cell(rows, kCodeColumn);
  decision.proposed_by = code_cell(rows, kProposedByColumn);
  decision.made_by = code_cell(rows, kMadeByColumn);
  decision.reason = rows.cell(kReasonColumn);
  if (const auto fault = fault_of_reason(decision.reason)) {
    rows.report(kReasonColumn, fault->code, decision.reason, fault->expected);
  }
  return decision;
}

}  // namespace

Result<std::vector<ListDecision>> read_decisions_csv(std::string_view text,
                                                     const std::string& source) {
  static constexpr std::array<NamedColumn, 8> kColumns{{{"case_id", true},
                                                        {"place"},
                                                        {"practitioner_id"},
                                                        {"proposed_practitioner_id"},
                                                        {"code", true},
                                                        {"proposed_by", true},
                                                        {"made_by", true},
                                                        {"reason"}}};
  std::vector<ListDecision> decisions;
  SeenDecisions seen;
  FaultList faults;
  if (check_encoding(text, source, faults)) {
    CsvRows rows{without_byte_order_mark(text), kColumns, source, faults};
    while (rows.next()) decisions.push_back(decision_row(rows, seen));
  }
  if (!faults.empty()) return failed(faults.take());
  return decisions;
}

}  // namespace waitlist
