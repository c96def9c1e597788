#include "io/csv_rows.h"

#include <waitlist/base/limits.h>

#include "io/blank_text.h"
#include "io/csv_columns.h"
#include "io/loose_word.h"

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
                 ColumnAdvice advice,
                 std::span<const std::uint32_t> lines)
    : columns_{columns},
      source_{source},
      faults_{faults},
      lexer_{text, detect_delimiter(text)},
      text_{text},
      advice_{advice},
      lines_{lines},
      delimiter_{detect_delimiter(text)},
      values_(columns.size()),
      positions_(columns.size(), 0) {
  read_header();
}

void CsvRows::read_header() {
  if (separator_line(text_) != '\0') static_cast<void>(lexer_.next_row(cells_));
  // A sheet whose list begins further down is saved with rows of separators above it.
  bool has_header = lexer_.next_row(cells_);
  while (has_header && is_blank(cells_)) has_header = lexer_.next_row(cells_);
  if (!has_header) {
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
  if (is_foreign()) return;
  std::vector<std::string> known;
  for (const NamedColumn& column : columns_) known.emplace_back(column.name);
  for (const CsvCell& cell : cells_) {
    names_.emplace_back(without_blanks(cell.text));
    read_name(cell, known);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].required || has(i)) continue;
    report_row(columns_[i].name, ErrorCode::missing_name,
               "every file needs this column; the first line names the columns");
  }
}

bool CsvRows::is_known(const CsvCell& cell) const {
  return std::ranges::find(columns_, without_blanks(cell.text), &NamedColumn::name) !=
         columns_.end();
}

bool CsvRows::is_foreign() {
  const auto known = [this](const CsvCell& cell) { return is_known(cell); };
  if (std::ranges::any_of(cells_, known)) return false;
  const std::string first = clipped(without_blanks(cells_.front().text));
  const std::uint32_t header = line();
  std::vector<CsvCell> cells;
  // A title seldom has separators, so they are looked for again.
  const std::string_view below = text_.substr(lexer_.at());
  CsvLexer ahead{below, detect_delimiter(below)};
  constexpr int kTitleLinesMax = 20;
  for (int i = 0; i < kTitleLinesMax && ahead.next_row(cells); ++i) {
    const auto names = std::ranges::count_if(cells, known);
    const bool is_header = names >= 2 && 2 * names >= static_cast<std::ptrdiff_t>(cells.size());
    if (!is_header) continue;
    faults_.add({ErrorCode::unknown_name, source_, header, 0, "", first,
                 "the columns are named further down, in the line that begins with \"" +
                     clipped(cells.front().text) + "\"; take away what stands above it"});
    usable_ = false;
    return true;
  }
  // One or two strange names are told one by one.
  if (cells_.size() < 3 && cells_.size() > 1) return false;
  faults_.add({ErrorCode::unknown_name, source_, header, 0, "", first,
               std::string{cells_.size() == 1
                               ? "one column of a name that nothing knows; cells are separated by "
                                 "`,`, `;`, `|` or tab"
                               : "no column of this line is known here"} +
                   advice_.foreign});
  usable_ = false;
  return true;
}

bool CsvRows::repeats_header() const {
  return std::ranges::equal(cells_, names_, {},
                            [](const CsvCell& cell) { return without_blanks(cell.text); });
}

void CsvRows::read_name(const CsvCell& cell, const std::vector<std::string>& known) {
  const std::string_view name = without_blanks(cell.text);
  const auto column = std::ranges::find(columns_, name, &NamedColumn::name);
  const auto index = static_cast<std::size_t>(column - columns_.begin());
  if (column == columns_.end()) {
    const auto meant = std::ranges::find_if(
        known, [name](const std::string& each) { return is_loosely(name, each); });
    const std::string place = "column " + std::to_string(column_of_cell_.size() + 1);
    faults_.add({ErrorCode::unknown_name, source_, line(), cell.column,
                 name.empty() ? place : "column", clipped(name),
                 name.empty() ? "this column has no name; give it one, or take it out"
                              : advice_.unknown + (meant != known.end()
                                                       ? "; did you mean \"" + *meant + "\"?"
                                                       : did_you_mean(name, known))});
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
  while (usable_ && lexer_.next_row(cells_)) {
    if (is_blank(cells_) || repeats_header()) continue;
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
