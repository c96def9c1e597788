#include "base/csv_text.h"

namespace waitlist {

bool starts_a_formula(std::string_view cell) noexcept {
  while (cell.starts_with('\'')) cell.remove_prefix(1);
  if (cell.empty()) return false;
  if (std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos) return true;
  // Full-width =, +, - and @, which some locales of spreadsheet programs read like the plain ones.
  for (const std::string_view sign :
       {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}) {
    if (cell.starts_with(sign)) return true;
  }
  return false;
}

void append_csv_cell(std::string& out, std::string_view cell) {
  const bool formula = starts_a_formula(cell);
  const bool quoted = cell.find_first_of(",\"\r\n") != std::string_view::npos ||
                      (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
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
