#include "io/careful_csv.h"

#include <waitlist/base/limits.h>

#include "base/fault_list.h"
#include "cases/case_table_builder.h"
#include "io/case_draft.h"
#include "io/csv_columns.h"
#include "io/csv_lexer.h"
#include "io/csv_rows.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <variant>

namespace waitlist {
namespace {

class CsvCaseReader {
 public:
  CsvCaseReader(std::string_view text,
                const FactSchema& schema,
                Day as_of,
                const std::string& source)
      : text_{text},
        schema_{schema},
        source_{source},
        lexer_{text, detect_delimiter(text)},
        builder_{schema, as_of, source},
        draft_{schema} {}

  Result<CaseTable> read() {
    if (!lexer_.next_row(cells_)) {
      report(ErrorCode::missing_name, 0, "", "",
             "the file is empty; its first line names the columns: case_id,listed_on,…");
      return builder_.finish();
    }
    read_header();
    reserve();
    while (lexer_.next_row(cells_)) read_row();
    return builder_.finish();
  }

 private:
  void report(ErrorCode code,
              std::uint32_t column,
              std::string_view field,
              std::string_view found,
              std::string reason) {
    builder_.faults().add({code, source_, lexer_.row_line(), column, std::string{field},
                           clipped(found), std::move(reason)});
  }

  void reserve() {
    // A row is seldom shorter than two bytes a column, so this is seldom too little by much.
    builder_.reserve(std::min(text_.size() / (2 * cells_.size() + 1), text_.size() / 40) + 1);
  }

  void read_header() {
    if (cells_.size() > limits::kColumnsMax) {
      report(ErrorCode::too_large, 0, "", std::to_string(cells_.size()) + " columns",
             "a file has at most " + std::to_string(limits::kColumnsMax) + " columns");
      cells_.resize(limits::kColumnsMax);
    }
    for (const CsvCell& cell : cells_) {
      const std::string_view name = trimmed(cell.text);
      const CsvColumn column = column_named(schema_, name);
      if (std::holds_alternative<std::monostate>(column)) {
        report_unknown_column(cell, name);
      } else if (std::ranges::find(columns_, column) != columns_.end()) {
        report(ErrorCode::duplicate_name, cell.column, name, "", "this column stands here twice");
      }
      columns_.push_back(column);
      names_.emplace_back(name);
    }
    for (const CaseField field : {CaseField::case_id, CaseField::listed_on}) {
      if (std::ranges::find(columns_, CsvColumn{field}) != columns_.end()) continue;
      report(ErrorCode::missing_name, 0, name_of(field), "",
             "every file needs this column; the first line names the columns");
    }
    has_listing_ = std::ranges::find(columns_, CsvColumn{CaseField::listed_on}) != columns_.end();
  }

  void report_unknown_column(const CsvCell& cell, std::string_view name) {
    std::vector<std::string> known(case_columns().begin(), case_columns().end());
    for (const FactDefinition& fact : schema_.facts()) known.push_back(fact.id);
    const char* where = "no fact of the schema and no column of every case file has this name";
    report(ErrorCode::unknown_name, cell.column, "column", name, where + did_you_mean(name, known));
  }

  void read_row() {
    if (is_blank(cells_)) return;  // spreadsheets save the empty rows below a list
    draft_.clear();
    for (std::size_t i = 0; i < std::min(cells_.size(), columns_.size()); ++i) read_cell(i);
    if (cells_.size() != columns_.size()) {
      report(ErrorCode::malformed_text, 0, "", "",
             "the row has " + std::to_string(cells_.size()) + " cells and the first line names " +
                 std::to_string(columns_.size()) + " columns; put a cell with a comma in quotes");
    }
    for (const CaseDraft::Missing& missing : draft_.missing()) {
      if (missing.field == CaseField::listed_on && !has_listing_) continue;
      report(missing.code, 0, name_of(missing.field), "", missing.reason);
    }
    builder_.add(draft_.view(), lexer_.row_line());
  }

  void read_cell(std::size_t index) {
    const CsvCell& cell = cells_[index];
    const std::string& name = names_[index];
    if (cell.fault != CsvFault::none) {
      report(ErrorCode::malformed_text, cell.column, name, cell.text, words_for(cell.fault));
      return;
    }
    const std::string_view text = text_of_cell(cell.text);
    if (text.empty()) return;
    if (text.size() > limits::kCellBytesMax) {
      report(ErrorCode::too_large, cell.column, name, text,
             "a cell has at most " + std::to_string(limits::kCellBytesMax) + " bytes");
      return;
    }
    bool right = true;
    if (const auto* fact = std::get_if<FactIndex>(&columns_[index])) {
      right = draft_.read_fact(*fact, text, fault_);
    } else if (const auto* field = std::get_if<CaseField>(&columns_[index])) {
      right = draft_.read(*field, text, fault_);
    }
    if (!right) report(fault_.code, cell.column, name, fault_.found, std::move(fault_.reason));
  }

  std::string_view text_;
  const FactSchema& schema_;
  const std::string& source_;
  CsvLexer lexer_;
  CaseTableBuilder builder_;
  CaseDraft draft_;
  CellFault fault_;  ///< of the cell last read; kept, so that a right cell makes no text
  std::vector<CsvCell> cells_;
  std::vector<CsvColumn> columns_;
  std::vector<std::string> names_;
  bool has_listing_ = false;
};

}  // namespace

Result<CaseTable> read_csv_carefully(std::string_view text,
                                     const FactSchema& schema,
                                     Day as_of,
                                     const std::string& source) {
  FaultList encoding;
  const bool readable = check_encoding(text, source, encoding);
  if (!readable) return failed(encoding.take());
  auto cases = CsvCaseReader{without_byte_order_mark(text), schema, as_of, source}.read();
  if (encoding.empty()) return cases;
  // Both lists by line: what is not UTF-8 often explains what could not be read.
  FaultList all;
  for (Error& error : encoding.take()) all.add(std::move(error));
  if (!cases) {
    for (Error& error : cases.error()) all.add(std::move(error));
  }
  return failed(all.take());
}

}  // namespace waitlist
