// Cells of CSV text (RFC 4180) that no spreadsheet program takes for a formula.
#pragma once

#include <string>
#include <string_view>

namespace waitlist {

/// Whether a spreadsheet would run this cell: it begins with `=`, `+`, `-`, `@`, a tab or a
/// carriage return, or with a full-width form of one of the signs. A leading `'` does not count, so
/// that a text which has one of its own gets another and comes back whole.
[[nodiscard]] bool starts_a_formula(std::string_view cell) noexcept;

/// Appends a cell of text: a formula is neutralised with a leading `'`, and the cell is quoted
/// where a comma, a quote, a line break or a blank at either end asks for it.
void append_csv_cell(std::string& out, std::string_view cell);

}  // namespace waitlist
