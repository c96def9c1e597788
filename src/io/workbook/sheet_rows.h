// Rows of cells on their way to CSV text, in which every row is as wide as the widest.
#pragma once

#include "io/workbook/sheet_data.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Cells that the sheet shows as one. What it says stands in the first of them.
struct MergedCells {
  std::uint32_t top = 0;  ///< rows and columns from 1, ends included
  std::uint32_t left = 0;
  std::uint32_t bottom = 0;
  std::uint32_t right = 0;
};

/// A text as a cell of CSV: without blanks and line ends around it, in quotes where it needs them.
[[nodiscard]] std::string csv_cell_of(std::string_view text);

class SheetRows {
 public:
  /// Begins a row below those before it.
  void begin_row(std::uint32_t row) {
    row_ = row;
    cells_ = 0;
  }

  /// Adds what csv_cell_of() gave to the right of the cells before it. One without a text is none.
  void add(std::uint32_t column, std::string_view cell);

  /// The widest row, in cells.
  [[nodiscard]] std::uint32_t width() const noexcept { return width_; }

  /// All rows as CSV: line i is row i. What is merged downwards says the same in each row that has
  /// other cells; what is merged sideways is a trouble, since columns say different things.
  void write(std::vector<MergedCells> merged, SheetData& sheet) const;

 private:
  struct Row {
    std::uint32_t number = 0;
    std::uint32_t cells = 0;
    std::size_t begin = 0;
  };

  std::vector<Row> rows_;
  std::string text_;
  std::uint32_t row_ = 0;
  std::uint32_t cells_ = 0;
  std::uint32_t width_ = 0;
};

}  // namespace waitlist
