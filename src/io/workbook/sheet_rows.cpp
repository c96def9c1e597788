#include "io/workbook/sheet_rows.h"

#include "base/cell_name.h"
#include "io/blank_text.h"
#include "io/csv_lexer.h"

#include <algorithm>

namespace waitlist {
namespace {

/// A text without blanks and line ends around it.
std::string_view without_ends(std::string_view text) {
  while (true) {
    const std::string_view shorter = without_blanks(text);
    const std::size_t begin = std::min(shorter.find_first_not_of("\r\n"), shorter.size());
    const std::size_t end = shorter.find_last_not_of("\r\n");
    const std::string_view inside =
        end == std::string_view::npos ? "" : shorter.substr(begin, end + 1 - begin);
    if (inside.size() == text.size()) return text;
    text = inside;
  }
}

void append_cell(std::string& out, std::string_view text) {
  const bool quoted = text.find_first_of(",;|\t\"") != std::string_view::npos;
  if (!quoted && text.find_first_of("\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  if (quoted) out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (c == '\r' || c == '\n') {
      out += kLineInCell;
    } else {
      out += c;
      if (c == '"') out += c;
    }
  }
  if (quoted) out += '"';
}

/// What merged cells say in the columns of the row at hand.
class MergedColumns {
 public:
  MergedColumns(std::vector<MergedCells> merged, std::uint32_t width, SheetData& sheet)
      : merged_{std::move(merged)},
        troubles_(merged_.size(), kUntold),
        columns_(width + 1),
        sheet_{sheet} {
    std::ranges::sort(merged_, {}, &MergedCells::top);
  }

  /// Whether cells of this row are merged with others. Rows are asked for from the first on.
  bool are_in(std::uint32_t row) {
    for (; next_ < merged_.size() && merged_[next_].top <= row; ++next_) {
      const MergedCells& cells = merged_[next_];
      if (cells.bottom < row) continue;
      last_ = std::max(last_, cells.bottom);
      const std::size_t end = std::min<std::size_t>(cells.right, columns_.size() - 1);
      for (std::size_t c = cells.left; c <= end; ++c) columns_[c] = {next_, cells.bottom, {}, true};
    }
    return row <= last_;
  }

  /// Appends the cell of a column of a row that has cells of its own.
  void append(std::uint32_t row, std::uint32_t column, std::string_view text, std::string& out) {
    Column& at = columns_[column];
    if (!at.used || at.until < row) {
      append_cell(out, text);
      return;
    }
    const MergedCells& cells = merged_[at.merge];
    if (column != cells.left) {
      append_trouble(at, out);
      return;
    }
    if (row == cells.top) at.text = text;
    append_cell(out, at.text);
  }

 private:
  struct Column {
    std::size_t merge = 0;
    std::uint32_t until = 0;
    std::string text;
    bool used = false;
  };

  void append_trouble(const Column& at, std::string& out) {
    const MergedCells& cells = merged_[at.merge];
    const std::string name = column_letters(cells.left) + std::to_string(cells.top) + ':' +
                             column_letters(cells.right) + std::to_string(cells.bottom);
    if (troubles_[at.merge] == kUntold) {
      troubles_[at.merge] = sheet_.troubles.size();
      sheet_.troubles.push_back(
          {name,
           "this cell is one with those to its left, so nobody can tell what it says of its "
           "column; take the merging away and fill in each cell"});
    }
    out += kTroubleMark;
    out += std::to_string(troubles_[at.merge]);
  }

  static constexpr std::size_t kUntold = SIZE_MAX;

  std::vector<MergedCells> merged_;
  std::vector<std::size_t> troubles_;  ///< of each of merged_
  std::vector<Column> columns_;
  SheetData& sheet_;
  std::size_t next_ = 0;
  std::uint32_t last_ = 0;
};

}  // namespace

std::string csv_cell_of(std::string_view text) {
  std::string cell;
  append_cell(cell, without_ends(text));
  return cell;
}

void SheetRows::add(std::uint32_t column, std::string_view cell) {
  if (cell.empty()) return;
  if (cells_ == 0) {
    rows_.push_back({row_, 0, text_.size()});
    cells_ = 1;
  }
  text_.append(column - cells_, ',');
  cells_ = column;
  text_ += cell;
  rows_.back().cells = column;
  width_ = std::max(width_, column);
}

void SheetRows::write(std::vector<MergedCells> merged, SheetData& sheet) const {
  MergedColumns columns{std::move(merged), width_, sheet};
  std::vector<CsvCell> cells;
  std::string& out = sheet.text;
  std::uint32_t line = 1;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    const std::size_t end = i + 1 < rows_.size() ? rows_[i + 1].begin : text_.size();
    const std::string_view text = std::string_view{text_}.substr(row.begin, end - row.begin);
    out.append(row.number - line, '\n');
    line = row.number;
    if (!columns.are_in(row.number)) {
      out += text;
      out.append(width_ - row.cells, ',');
      continue;
    }
    CsvLexer lexer{text, ','};
    static_cast<void>(lexer.next_row(cells));
    for (std::uint32_t c = 1; c <= width_; ++c) {
      if (c > 1) out += ',';
      columns.append(row.number, c, c <= cells.size() ? cells[c - 1].text : "", out);
    }
  }
  out += '\n';
}

}  // namespace waitlist
