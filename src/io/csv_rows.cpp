#include "io/csv_rows.h"

#include <waitlist/base/limits.h>

#include "io/cell_parser.h"
#include "io/csv_columns.h"

#include <algorithm>
#include <utility>

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

std::string advice_for_width(char delimiter) {
  const char* const sign = delimiter == ';'    ? "semicolon"
                           : delimiter == '\t' ? "tab"
                           : delimiter == '|'  ? "|"
                                               : "comma";
  return std::string{"put a cell with a "} + sign + " in quotes";
}

CsvRows::CsvRows(std::string_view text,
                 std::span<const NamedColumn> columns,
                 const std::string& source,
                 FaultList& faults,
                 const char* unknown_column,
                 std::span<const std::uint32_t> lines)
    : columns_{columns},
      source_{source},
      faults_{faults},
      lexer_{text, detect_delimiter(text)},
      unknown_column_{unknown_column},
      lines_{lines},
      delimiter_{detect_delimiter(text)},
      values_(columns.size()),
      positions_(columns.size(), 0) {
  read_header();
}

void CsvRows::read_header() {
  if (!lexer_.next_row(cells_)) {
    std::string required;
    for (const NamedColumn& column : columns_) {
      if (column.required) (required += required.empty() ? "" : ",") += column.name;
    }
    faults_.add({ErrorCode::missing_name, source_, 0, 0, "", "",
                 "the file is empty; its first line names the columns: " + required + ",…"});
    return;
  }
  if (cells_.size() > limits::kColumnsMax) {
    report_row("", ErrorCode::too_large,
               "a file has at most " + std::to_string(limits::kColumnsMax) +
                   " columns; this one has " + std::to_string(cells_.size()));
    cells_.resize(limits::kColumnsMax);
  }
  std::vector<std::string> known;
  for (const NamedColumn& column : columns_) known.emplace_back(column.name);
  for (const CsvCell& cell : cells_) read_name(cell, known);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].required || has(i)) continue;
    report_row(columns_[i].name, ErrorCode::missing_name,
               "every file needs this column; the first line names the columns");
  }
}

void CsvRows::read_name(const CsvCell& cell, const std::vector<std::string>& known) {
  const std::string_view name = trimmed(cell.text);
  const auto column = std::ranges::find(columns_, name, &NamedColumn::name);
  const auto index = static_cast<std::size_t>(column - columns_.begin());
  if (column == columns_.end()) {
    faults_.add({ErrorCode::unknown_name, source_, line(), cell.column, "column", clipped(name),
                 unknown_column_ + did_you_mean(name, known)});
  } else if (has(index)) {
    faults_.add({ErrorCode::duplicate_name, source_, line(), cell.column, std::string{name}, "",
                 "this column stands here twice"});
  } else {
    present_.push_back(index);
  }
  column_of_cell_.push_back(column == columns_.end() ? kUnknown : index);
}

bool CsvRows::has(std::size_t column) const {
  return std::ranges::find(present_, column) != present_.end();
}

void CsvRows::report_row(std::string_view field, ErrorCode code, std::string reason) {
  faults_.add({code, source_, line(), 0, std::string{field}, "", std::move(reason)});
}

bool CsvRows::next() {
  while (lexer_.next_row(cells_)) {
    if (is_blank(cells_)) continue;
    ++row_;
    for (const std::size_t column : present_) values_[column] = {};
    if (cells_.size() != width()) {
      report_row("", ErrorCode::malformed_text,
                 std::string{kUnevenRow} + std::to_string(cells_.size()) +
                     " cells and the first line names " + std::to_string(width()) + " columns; " +
                     advice_for_width(delimiter_));
    }
    for (std::size_t i = 0; i < std::min(cells_.size(), width()); ++i) {
      const std::size_t column = column_of_cell_[i];
      if (column == kUnknown) continue;
      positions_[column] = cells_[i].column;
      const std::string_view text = text_of_cell(cells_[i].text);
      if (cells_[i].fault != CsvFault::none) {
        report(column, ErrorCode::malformed_text, cells_[i].text, words_for(cells_[i].fault));
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

bool CsvRows::may_hold_rows() const {
  return std::ranges::any_of(cells_, [](const CsvCell& cell) {
    return cell.fault == CsvFault::unclosed_quote || std::ranges::any_of(cell.text, ends_line);
  });
}

void CsvRows::report(std::size_t column,
                     ErrorCode code,
                     std::string_view found,
                     std::string reason) {
  faults_.add({code, source_, line(), positions_[column], std::string{columns_[column].name},
               clipped(found), std::move(reason)});
}

}  // namespace waitlist
