#include "io/fast_csv_reader.h"

#include <waitlist/base/limits.h>

#include "io/blank_text.h"
#include "io/csv_columns.h"
#include "io/csv_parts.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Reads the line that names the columns. False: it cannot be used.
bool read_header(CsvLexer& lexer, bool names_separator, CsvPlan& plan) {
  std::vector<CsvCell> cells;
  if (names_separator) static_cast<void>(lexer.next_row(cells));
  if (!lexer.next_row(cells) || cells.size() > limits::kColumnsMax) return false;
  std::vector<CsvColumn> columns;
  for (const CsvCell& cell : cells) {
    const CsvColumn column = column_named(plan.schema, without_blanks(cell.text));
    const bool known = !std::holds_alternative<std::monostate>(column);
    if (!known || std::ranges::find(columns, column) != columns.end()) return false;
    columns.push_back(column);
    plan.columns.push_back(planned(plan.schema, column));
  }
  return std::ranges::find(columns, CsvColumn{CaseField::case_id}) != columns.end() &&
         std::ranges::find(columns, CsvColumn{CaseField::listed_on}) != columns.end();
}

}  // namespace

CsvPlan::Column planned(const FactSchema& schema, const CsvColumn& column) {
  if (const auto* fact = std::get_if<FactIndex>(&column)) {
    FactWords words = words_of(schema.fact(*fact));
    return {true, *fact, {}, false, {}, std::move(words.all), std::move(words.quick)};
  }
  if (const auto* record = std::get_if<RecordColumn>(&column)) {
    return {false, record->fact, {}, true, record->part, WordCodes{0}};
  }
  const CaseField field = std::get<CaseField>(column);
  return {false, 0, field, false, {}, field == CaseField::status ? status_words() : WordCodes{0}};
}

std::optional<CaseTable> read_csv_fast(std::string_view text,
                                       const FactSchema& schema,
                                       unsigned parts) {
  if (text.size() > limits::kInputBytesMax) return std::nullopt;
  text = without_byte_order_mark(text);
  CsvPlan plan{schema, detect_delimiter(text), {}, {}};
  CsvLexer lexer{text, plan.delimiter};
  if (!read_header(lexer, separator_line(text) != '\0', plan) ||
      !is_utf8(text.substr(0, lexer.at())))
    return std::nullopt;
  return CsvParts{text, lexer.at(),
                  [text, &plan] { return std::make_unique<CsvRunReader>(text, plan); }}
      .read(parts);
}

}  // namespace waitlist
