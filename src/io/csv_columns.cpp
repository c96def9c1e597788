#include "io/csv_columns.h"

#include "base/csv_text.h"
#include "base/visible_text.h"
#include "io/blank_text.h"
#include "io/csv_lexer.h"

#include <algorithm>

namespace waitlist {

CsvColumn column_named(const FactSchema& schema, std::string_view name) {
  const auto fixed = std::ranges::find(case_columns(), name);
  if (fixed != case_columns().end()) {
    return static_cast<CaseField>(fixed - case_columns().begin());
  }
  if (const auto fact = schema.find(name)) return *fact;
  const std::size_t at = name.find('@');
  if (at == std::string_view::npos) return {};
  const auto fact = schema.find(name.substr(0, at));
  if (!fact) return {};
  for (const RecordPart part : {RecordPart::received_on, RecordPart::source}) {
    if (name == name_of(name.substr(0, at), part)) return RecordColumn{*fact, part};
  }
  return {};
}

std::string name_of(std::string_view fact, RecordPart part) {
  return std::string{fact} + (part == RecordPart::received_on ? "@received_on" : "@source");
}

std::string_view name_of(CaseField field) {
  return case_columns()[static_cast<std::size_t>(field)];
}

std::string_view text_of_cell(std::string_view cell) {
  const bool plain = !cell.empty() && shows(cell.front()) && shows(cell.back()) &&
                     cell.front() != '=' && cell.front() != '\'';
  if (plain) return cell;  // as nearly always
  cell = without_blanks(cell);
  if (is_text_formula(cell)) return without_blanks(cell.substr(2, cell.size() - 3));
  if (!cell.starts_with('\'') || !starts_a_formula(cell)) return cell;
  return trimmed(cell.substr(1));
}

}  // namespace waitlist
