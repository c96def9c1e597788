// Tables and paragraphs for a terminal, aligned by what is seen and not by bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

inline constexpr std::size_t kTableWidth = 120;  ///< no table is wider
inline constexpr std::size_t kProseWidth = 96;   ///< no paragraph is wider

/// Columns a terminal uses for this UTF-8 text: combining marks take none, wide characters two.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// The text with bytes that could steer a terminal or break a line replaced by blanks.
[[nodiscard]] std::string one_line(std::string_view text);

/// The text in lines of at most `width` columns, broken at blanks; a longer word is broken where
/// it must be. Never empty: no text is one empty line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// The text cut to `width` columns, with `…` where something is missing.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

/// Lines of prose: the first begins with `first`, the others with as many blanks.
[[nodiscard]] std::string paragraph(std::string_view first, std::string_view text);

/// The same, written at the end of `out`.
void append_paragraph(std::string& out, std::string_view first, std::string_view text);

enum class Align : std::uint8_t { left, right };

/// How a cell stands out where colours are wanted; the words always say the same.
enum class Emphasis : std::uint8_t { none, strong, warning, faint };

struct TableColumn {
  std::string title;
  Align align = Align::left;
  std::size_t width_max = kTableWidth;  ///< longer cells go on below
};

struct TableCell {
  std::string text;
  Emphasis emphasis = Emphasis::none;
};

/// Rows of cells under titles. A row may be shorter than the titles.
class TextTable {
 public:
  explicit TextTable(const std::vector<TableColumn>& columns);

  void add(const std::vector<TableCell>& row);

  /// The next cell of a row that is written cell by cell, and the end of that row. One past the
  /// last column is left out.
  void add_cell(std::string_view text, Emphasis emphasis = Emphasis::none);

  void end_row() { row_ends_.push_back(cells_.size()); }

  [[nodiscard]] std::size_t rows() const noexcept { return row_ends_.size() - 1; }

  /// The table, each line after `indent` blanks and without blanks at its end.
  [[nodiscard]] std::string text(bool colour = false, std::size_t indent = 0) const;

  /// The same, written at the end of `out`.
  void append_to(std::string& out, bool colour = false, std::size_t indent = 0) const;

 private:
  struct Column {
    Align align = Align::left;
    std::size_t width_max = 0;
    std::size_t width = 1;  ///< of its widest cell, at most width_max
  };

  /// A run of `words_`.
  struct Cell {
    std::size_t begin = 0;
    std::size_t size = 0;
    Emphasis emphasis = Emphasis::none;
    bool plain = false;  ///< letters and signs of ASCII only
  };

  [[nodiscard]] std::string_view words_of(const Cell& cell) const noexcept {
    return std::string_view{words_}.substr(cell.begin, cell.size);
  }

  std::vector<Column> columns_;
  std::string words_;  ///< of all cells, one after the other
  std::vector<Cell> cells_;
  std::vector<std::size_t> row_ends_;  ///< the titles are the first row
};

}  // namespace waitlist
