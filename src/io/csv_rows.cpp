#include "io/csv_rows.h"

#include <waitlist/base/limits.h>

#include "io/cell_parser.h"
#include "io/csv_columns.h"

#include <algorithm>

namespace waitlist {

const char* words_for(CsvFault fault) {
  switch (fault) {
    case CsvFault::none: break;
    case CsvFault::unclosed_quote:
      return "a quote that nothing closes; close it, or write \"\" for a quote inside the cell";
    case CsvFault::text_after_quote:
      return "text after the closing quote; write \"\" for a quote inside the cell";
    case CsvFault::quote_inside:
      return "a quote inside a cell; put the cell in quotes and write \"\" for each quote in it";
  }
  return "";
}

CsvRows::CsvRows(std::string_view text,
                 std::span<const NamedColumn> columns,
                 const std::string& source,
                 FaultList& faults)
    : columns_{columns},
      source_{source},
      faults_{faults},
      lexer_{text, detect_delimiter(text)},
      values_(columns.size()),
      positions_(columns.size(), 0) {
  read_header();
}

void CsvRows::read_header() {
  if (!lexer_.next_row(cells_)) {
    faults_.add({ErrorCode::missing_name, source_, 0, 0, "", "",
                 "the file is empty; its first line names the columns"});
    return;
  }
  std::vector<std::string> known;
  for (const NamedColumn& column : columns_) known.emplace_back(column.name);
  if (cells_.size() > limits::kColumnsMax) cells_.resize(limits::kColumnsMax);
  for (const CsvCell& cell : cells_) {
    const std::string_view name = trimmed(cell.text);
    const auto column = std::ranges::find(columns_, name, &NamedColumn::name);
    const auto index = static_cast<std::size_t>(column - columns_.begin());
    if (column == columns_.end()) {
      faults_.add({ErrorCode::unknown_name, source_, lexer_.row_line(), cell.column, "column",
                   clipped(name),
                   "no column of this file has this name" + did_you_mean(name, known)});
    } else if (std::ranges::count(column_of_cell_, index) != 0) {
      faults_.add({ErrorCode::duplicate_name, source_, lexer_.row_line(), cell.column,
                   std::string{name}, "", "this column stands here twice"});
    }
    column_of_cell_.push_back(column == columns_.end() ? kUnknown : index);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].required || std::ranges::count(column_of_cell_, i) != 0) continue;
    faults_.add({ErrorCode::missing_name, source_, lexer_.row_line(), 0,
                 std::string{columns_[i].name}, "",
                 "the file needs this column; the first line names the columns"});
  }
}

bool CsvRows::next() {
  while (lexer_.next_row(cells_)) {
    if (is_blank(cells_)) continue;
    std::ranges::fill(values_, std::string_view{});
    if (cells_.size() != column_of_cell_.size()) {
      faults_.add({ErrorCode::malformed_text, source_, line(), 0, "", "",
                   "the row has " + std::to_string(cells_.size()) +
                       " cells and the first line names " + std::to_string(column_of_cell_.size()) +
                       " columns; put a cell with a comma in quotes"});
    }
    for (std::size_t i = 0; i < std::min(cells_.size(), column_of_cell_.size()); ++i) {
      const std::size_t column = column_of_cell_[i];
      if (column == kUnknown) continue;
      positions_[column] = cells_[i].column;
      const std::string_view text = text_of_cell(cells_[i].text);
      if (cells_[i].fault != CsvFault::none) {
        report(column, ErrorCode::malformed_text, text, words_for(cells_[i].fault));
      } else if (text.size() > limits::kCellBytesMax) {
        report(column, ErrorCode::too_large, text,
               "a cell has at most " + std::to_string(limits::kCellBytesMax) + " bytes");
      } else {
        values_[column] = text;
      }
    }
    return true;
  }
  return false;
}

void CsvRows::report(std::size_t column,
                     ErrorCode code,
                     std::string_view found,
                     std::string reason) {
  faults_.add({code, source_, line(), positions_[column], std::string{columns_[column].name},
               clipped(found), std::move(reason)});
}

}  // namespace waitlist
