// The names of cells: C7, Sheet1!C7.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace waitlist {

/// `C` of 3.
[[nodiscard]] inline std::string column_letters(std::uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters;
}

/// `Sheet1!C7`, `'Waiting list'!C7`; of column 0 the whole row: `Sheet1, row 7`; of row 0 the
/// sheet.
[[nodiscard]] inline std::string place_in_sheet(std::string_view sheet,
                                                std::uint32_t row,
                                                std::uint32_t column) {
  if (row == 0) return std::string{sheet};
  if (column == 0) return std::string{sheet} + ", row " + std::to_string(row);
  const bool plain = std::ranges::all_of(sheet, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  });
  std::string text{plain ? "" : "'"};
  text += sheet;
  text += plain ? "!" : "'!";
  return text + column_letters(column) + std::to_string(row);
}

}  // namespace waitlist
