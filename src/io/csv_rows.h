// Small tables in CSV: named columns, some of them required, every fault with its place.
#pragma once

#include "base/fault_list.h"
#include "io/csv_lexer.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

struct NamedColumn {
  std::string_view name;
  bool required = false;  ///< the column has to be there; its cells may still be empty
};

/// What to say of columns that nothing knows.
struct ColumnAdvice {
  const char* unknown = "no column of this file has this name";
  const char* foreign = "";  ///< behind it, where no column is known at all
};

/// Reads the rows of one table. A row that repeats the first line is none.
class CsvRows {
 public:
  /// The text is UTF-8 without a byte order mark; columns are those that the table may have. Where
  /// rows come from another text, `lines` says from which of its lines; it outlives the reading.
  CsvRows(std::string_view text,
          std::span<const NamedColumn> columns,
          const std::string& source,
          FaultList& faults,
          ColumnAdvice advice = {},
          std::span<const std::uint32_t> lines = {});

  /// Goes to the next row that is not wholly empty. There is none where no column is known.
  bool next();

  /// The cell of a column in this row, without blanks around it; empty when it is not there.
  [[nodiscard]] std::string_view cell(std::size_t column) const { return values_[column]; }

  [[nodiscard]] std::uint32_t line() const noexcept {
    return row_ == 0 || lines_.size() < row_ ? lexer_.row_line() : lines_[row_ - 1];
  }

  /// The columns that the first line names, as it orders them.
  [[nodiscard]] std::span<const std::size_t> present() const noexcept { return present_; }

  [[nodiscard]] bool has(std::size_t column) const;

  /// How many cells a row should have.
  [[nodiscard]] std::size_t width() const noexcept { return column_of_cell_.size(); }

  /// Whether nobody can tell where this row ends: a quote is open to the end of the text, or a cell
  /// goes over several lines. When something in the row is wrong, other rows may be inside it.
  [[nodiscard]] bool may_hold_rows() const;

  /// Adds a fault of this row that is of no cell.
  void report_row(std::string_view field, ErrorCode code, std::string reason);

  /// Adds a fault of a cell of this row.
  void report(std::size_t column, ErrorCode code, std::string_view found, std::string reason);

 private:
  void read_header();
  /// Says why no column of the first line is known, when none is; true then.
  bool is_foreign();
  [[nodiscard]] bool is_known(const CsvCell& cell) const;
  [[nodiscard]] bool repeats_header() const;
  void read_name(const CsvCell& cell, const std::vector<std::string>& known);

  static constexpr std::size_t kUnknown = SIZE_MAX;

  std::span<const NamedColumn> columns_;
  const std::string& source_;
  FaultList& faults_;
  CsvLexer lexer_;
  std::string_view text_;
  std::vector<CsvCell> cells_;
  ColumnAdvice advice_;
  std::vector<std::string> names_;  ///< as the first line has them
  bool usable_ = true;              ///< false: no row can be read
  std::span<const std::uint32_t> lines_;
  char delimiter_;
  std::size_t row_ = 0;  ///< from 1; 0: the first line
  std::vector<std::size_t> column_of_cell_;
  std::vector<std::size_t> present_;
  std::vector<std::string_view> values_;
  std::vector<std::uint32_t> positions_;
};

/// How the fault of a row with more or fewer cells than the first line begins.
inline constexpr std::string_view kUnevenRow = "the row has ";

/// What to do where a row has more or fewer cells than the first line.
[[nodiscard]] std::string advice_for_width(char delimiter);

/// What is wrong with the quotes of a cell.
[[nodiscard]] const char* words_for(CsvFault fault);

}  // namespace waitlist
