// RFC 4180 text cut into rows of cells, with positions and without copying.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class CsvFault : std::uint8_t {
  none,
  unclosed_quote,    ///< a quote that nothing closes; the cell was read to the end of its line
  text_after_quote,  ///< `"a"b`
  quote_inside,      ///< `a"b`
};

[[nodiscard]] constexpr bool ends_line(char c) noexcept { return c == '\n' || c == '\r'; }

struct CsvCell {
  std::string_view text;     ///< without the quotes around it; valid until the next row
  std::uint32_t column = 0;  ///< byte in its line, from 1
  CsvFault fault = CsvFault::none;
};

/// Reads rows that end in LF, CR LF or CR.
class CsvLexer {
 public:
  CsvLexer(std::string_view text, char delimiter);

  /// The next row, or false at the end of the text. Lines without any text are passed over.
  bool next_row(std::vector<CsvCell>& cells);

  /// From here on. Lines are then no longer counted from the begin of the text.
  void move_to(std::size_t at) noexcept { at_ = at; }

  /// Where the next row is looked for.
  [[nodiscard]] std::size_t at() const noexcept { return at_; }

  /// The line on which the last row begins, from 1.
  [[nodiscard]] std::uint32_t row_line() const noexcept { return row_line_; }

 private:
  // Each fills a cell where it lies: a cell made elsewhere and copied costs more than reading it.
  void read_plain(CsvCell& cell);
  void read_quoted(CsvCell& cell);
  void read_unclosed(CsvCell& cell);
  std::string_view unescaped(std::string_view inside);
  void count_lines(std::size_t from, std::size_t to);
  /// Passes over a line end; false when there is none here.
  bool end_line();

  [[nodiscard]] std::uint32_t column() const noexcept {
    return static_cast<std::uint32_t>(at_ - line_begin_ + 1);
  }

  /// Whether reading a plain cell has to look at this byte.
  [[nodiscard]] bool is_special(char c) const noexcept {
    return special_[static_cast<unsigned char>(c)];
  }

  std::string_view text_;
  char delimiter_;
  std::array<bool, 256> special_{};  ///< the delimiter, line ends and quotes
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t row_line_ = 0;
  int unclosed_left_ = 20;  ///< each search for a missing quote reads to the end of the text
  std::deque<std::string> unescaped_;
};

/// Whether a cell is `="0017"`, by which programs keep spreadsheets from changing a text.
[[nodiscard]] bool is_text_formula(std::string_view cell) noexcept;

/// The separator that a first line such as `sep=;` names, by which programs tell spreadsheets; '\0'
/// where the first line is another one.
[[nodiscard]] char separator_line(std::string_view text) noexcept;

/// Whether there is nothing in any cell of a row.
[[nodiscard]] bool is_blank(std::span<const CsvCell> cells);

/// `,`, `;`, a tab or `|`: that of separator_line(), else the one that stands most often in the
/// header line, outside quotes.
[[nodiscard]] char detect_delimiter(std::string_view text);

}  // namespace waitlist
