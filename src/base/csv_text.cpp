#include "base/csv_text.h"

#include <algorithm>
#include <array>

namespace waitlist {

bool starts_a_formula(std::string_view cell) noexcept {
  while (cell.starts_with('\'')) cell.remove_prefix(1);
  if (cell.empty()) return false;
  const auto first = static_cast<unsigned char>(cell.front());
  // A letter or a digit, as in nearly every cell.
  if ((first > '@' && first < 0x80) || (first >= '0' && first <= '9')) return false;
  if (std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos) return true;
  // Full-width =, +, - and @, which some locales of spreadsheet programs read like the plain ones.
  constexpr std::array<std::string_view, 4> kSigns{"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                                   "\xEF\xBC\xA0"};
  return std::ranges::any_of(kSigns,
                             [cell](std::string_view sign) { return cell.starts_with(sign); });
}

namespace {

/// Whether a cell holds what CSV text uses itself. A plain loop: the cells are short.
bool has_special(std::string_view cell) noexcept {
  return std::ranges::any_of(cell,
                             [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; });
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view cell) {
  const bool formula = starts_a_formula(cell);
  const bool quoted =
      has_special(cell) || (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
  if (quoted) out += '"';
  if (formula) out += '\'';
  if (!quoted) {
    out += cell;
    return;
  }
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace waitlist
