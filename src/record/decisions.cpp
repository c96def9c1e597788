#include <waitlist/base/limits.h>
#include <waitlist/record/decisions.h>
#include <waitlist/record/log_entry.h>

#include "base/fault_list.h"
#include "base/visible_text.h"
#include "io/csv_rows.h"
#include "io/text_encoding.h"
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
                "write a code of 1 to 64 letters A to Z, digits and ._:/- without blanks");
  }
  return std::string{cell};
}

PlaceDecision decision_row(CsvRows& rows, std::set<std::string, std::less<>>& seen) {
  PlaceDecision decision;
  decision.line = rows.line();
  decision.case_id = rows.cell(0);
  if (decision.case_id.empty()) {
    rows.report(0, ErrorCode::missing_value, "", "name the case");
  } else if (!seen.emplace(decision.case_id).second) {
    rows.report(0, ErrorCode::duplicate_name, decision.case_id,
                "this case stands here twice; keep the decision that holds");
  }
  const auto place = record_number(rows.cell(1), limits::kCasesMax);
  if (!place || *place == 0) {
    rows.report(1, ErrorCode::not_a_number, rows.cell(1),
                "write the place decided as a whole number from 1");
  } else {
    decision.place = static_cast<std::uint32_t>(*place);
  }
  decision.code = code_cell(rows, 2);
  decision.proposed_by = code_cell(rows, 3);
  decision.made_by = code_cell(rows, 4);
  decision.reason = rows.cell(5);
  if (decision.reason.size() > limits::kReasonBytesMax) {
    rows.report(5, ErrorCode::too_large, decision.reason, "at most 200 bytes, no narrative");
  } else if (!is_one_line(decision.reason)) {
    rows.report(5, ErrorCode::malformed_text, decision.reason, "write it in one line");
  }
  return decision;
}

}  // namespace

Result<std::vector<PlaceDecision>> read_decisions_csv(std::string_view text,
                                                      const std::string& source) {
  static constexpr std::array<NamedColumn, 6> kColumns{{{"case_id", true},
                                                        {"place", true},
                                                        {"code", true},
                                                        {"proposed_by", true},
                                                        {"made_by", true},
                                                        {"reason"}}};
  std::vector<PlaceDecision> decisions;
  std::set<std::string, std::less<>> seen;
  FaultList faults;
  if (check_encoding(text, source, faults)) {
    CsvRows rows{without_byte_order_mark(text), kColumns, source, faults};
    while (rows.next()) decisions.push_back(decision_row(rows, seen));
  }
  if (!faults.empty()) return failed(faults.take());
  return decisions;
}

}  // namespace waitlist
