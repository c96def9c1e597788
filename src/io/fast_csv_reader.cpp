#include "io/fast_csv_reader.h"

#include <waitlist/base/limits.h>

#include "base/parallel.h"
#include "cases/case_table_builder.h"
#include "io/csv_columns.h"
#include "io/csv_run_reader.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

CsvPlan::Column planned(const FactSchema& schema, const CsvColumn& column) {
  if (const auto* fact = std::get_if<FactIndex>(&column)) {
    const FactDefinition& definition = schema.fact(*fact);
    return {true, *fact, {}, false, {}, words_of(definition), definition.no_is_answer};
  }
  if (const auto* record = std::get_if<RecordColumn>(&column)) {
    return {false, record->fact, {}, true, record->part, WordCodes{0}};
  }
  const CaseField field = std::get<CaseField>(column);
  return {false, 0, field, false, {}, field == CaseField::status ? status_words() : WordCodes{0}};
}

/// Reads the first line. False: it cannot be used.
bool read_header(CsvLexer& lexer, CsvPlan& plan) {
  std::vector<CsvCell> cells;
  if (!lexer.next_row(cells) || cells.size() > limits::kColumnsMax) return false;
  std::vector<CsvColumn> columns;
  for (const CsvCell& cell : cells) {
    const CsvColumn column = column_named(plan.schema, trimmed(cell.text));
    const bool known = !std::holds_alternative<std::monostate>(column);
    if (!known || std::ranges::find(columns, column) != columns.end()) return false;
    columns.push_back(column);
    plan.columns.push_back(planned(plan.schema, column));
  }
  return std::ranges::find(columns, CsvColumn{CaseField::case_id}) != columns.end() &&
         std::ranges::find(columns, CsvColumn{CaseField::listed_on}) != columns.end();
}

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::unique_ptr<CsvRunReader> reader;
  bool right = false;

  void read() { right = reader->read(begin, end); }
};

/// How many rows so many bytes hold, judged by the first ones.
std::size_t rows_in(std::size_t bytes, std::string_view first) {
  first = first.substr(0, std::size_t{1} << 16U);
  const auto lines = static_cast<std::size_t>(std::ranges::count(first, '\n'));
  return lines == 0 ? bytes / 64 : bytes / (first.size() / lines + 1) * 33 / 32 + 64;
}

/// Cuts a text behind line ends, which may stand inside quotes: who reads finds that out.
std::vector<Part> cut(std::string_view text,
                      std::size_t from,
                      const CsvPlan& plan,
                      unsigned count) {
  std::vector<Part> parts;
  parts.reserve(count);
  for (unsigned i = 1; i <= count && from < text.size(); ++i) {
    std::size_t end = std::max(from, part_begin(text.size(), i, count));
    end = i == count ? text.size() : std::min(text.find('\n', end), text.size() - 1) + 1;
    parts.push_back({from, end, std::make_unique<CsvRunReader>(text, plan)});
    // The first part also takes in the rows of the others.
    const std::size_t bytes = i == 1 ? text.size() - from : end - from;
    parts.back().reader->reserve(rows_in(bytes, text.substr(from)));
    from = end;
  }
  return parts;
}

}  // namespace

std::optional<CaseTable> read_csv_fast(std::string_view text,
                                       const FactSchema& schema,
                                       unsigned parts) {
  if (text.size() > limits::kInputBytesMax) return std::nullopt;
  text = without_byte_order_mark(text);
  CsvPlan plan{schema, detect_delimiter(text), {}};
  CsvLexer lexer{text, plan.delimiter};
  if (!read_header(lexer, plan) || !is_utf8(text.substr(0, lexer.at()))) return std::nullopt;
  std::vector<Part> read = cut(text, lexer.at(), plan, parts);
  run_parts(static_cast<unsigned>(read.size()), [&read](unsigned i) { read[i].read(); });

  std::size_t stopped = lexer.at();
  for (Part& part : read) {
    // The last row of the part before ends inside this part, so reading began inside a row: begin
    // again behind that row.
    if (stopped != part.begin) {
      part = {stopped, std::max(stopped, part.end), std::make_unique<CsvRunReader>(text, plan)};
      part.read();
    }
    if (!part.right) return std::nullopt;
    stopped = part.reader->stopped();
  }
  if (read.empty()) return table_of_checked(CsvRunReader{text, plan}.take());
  for (std::size_t i = 1; i < read.size(); ++i) read[0].reader->append(*read[i].reader);
  auto columns = read[0].reader->take();
  if (columns->size() > limits::kCasesMax) return std::nullopt;
  return table_of_checked(std::move(columns));
}

}  // namespace waitlist
