#include "io/mapping/mapped_csv_reader.h"

#include <waitlist/base/limits.h>

#include "io/blank_text.h"
#include "io/csv_lexer.h"
#include "io/csv_rows.h"
#include "io/diagnostic_csv_reader.h"
#include "io/fast_csv_reader.h"
#include "io/mapping/fast_export_reader.h"
#include "io/mapping/rewritten_export.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

/// Says the faults of the rewritten rows of the export that they come from.
class FaultTranslator {
 public:
  FaultTranslator(std::string_view text,
                  const MappingRules& rules,
                  const ExportLayout& layout,
                  const RewrittenExport& rewritten)
      : text_{text}, rules_{rules}, layout_{layout}, rewritten_{rewritten} {}

  [[nodiscard]] Errors translated(const Errors& errors) {
    Errors all;
    for (const Error& error : errors) translate(error, all);
    // The last one may count what is not told, and has no place.
    const bool counts = !all.empty() && all.back().line == 0;
    std::stable_sort(all.begin(), all.end() - (counts ? 1 : 0), [](const Error& a, const Error& b) {
      return std::tuple{a.line, a.column} < std::tuple{b.line, b.column};
    });
    return all;
  }

  /// Whether other rows may be inside a row of the export that this row of the case file is of.
  [[nodiscard]] const ExportRow* row_that_may_hold_rows(std::uint32_t line) const {
    const auto row = row_of(line);
    if (!row) return nullptr;
    for (std::size_t i = rewritten_.first[*row]; i < rewritten_.first[*row + 1]; ++i) {
      if (rewritten_.rows[i].may_hold_rows) return &rewritten_.rows[i];
    }
    return nullptr;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> row_of(std::uint32_t line) const {
    const auto at = std::ranges::lower_bound(rewritten_.lines, line);
    if (at == rewritten_.lines.end() || *at != line) return std::nullopt;
    return static_cast<std::size_t>(at - rewritten_.lines.begin());
  }

  void translate(const Error& error, Errors& all) {
    const auto row = row_of(error.line);
    if (!row) {
      all.push_back(error);
      return;
    }
    const auto begin = rewritten_.faults.lower_bound({*row, 0});
    const auto end = rewritten_.faults.upper_bound({*row, RewrittenExport::kWholeRow});
    if (begin != end && error.field.empty() && error.reason.starts_with(kUnevenRow)) {
      for (auto fault = begin; fault != end; ++fault) all.push_back(fault->second);
      return;
    }
    const auto column = std::ranges::find(rules_.columns, error.field, &MappedColumn::name);
    const auto index = static_cast<std::size_t>(column - rules_.columns.begin());
    if (column == rules_.columns.end()) {
      all.push_back(error);
    } else if (!rewritten_.faults.contains({*row, index}) || !is_of_mark(error)) {
      all.push_back(placed(error, *row, index));
    }
  }

  /// Whether a fault only says again that a cell could not be rewritten.
  [[nodiscard]] static bool is_of_mark(const Error& error) {
    return error.found.starts_with(kFaultMark) || error.code == ErrorCode::missing_value;
  }

  /// The first cell of a case, of those that one of our columns comes from, that says something.
  struct Found {
    std::uint32_t line = 0;
    std::size_t theirs = 0;
    std::uint32_t column = 0;
    std::string text;
    bool alone = true;  ///< no other cell says something
  };

  [[nodiscard]] Found cell_of(std::size_t row, std::size_t ours) {
    Found found;
    bool any = false;
    for (std::size_t i = rewritten_.first[row]; i < rewritten_.first[row + 1]; ++i) {
      CsvLexer lexer{text_.substr(rewritten_.rows[i].at), layout_.delimiter};
      static_cast<void>(lexer.next_row(cells_));
      for (const std::size_t theirs : layout_.from[ours]) {
        if (theirs >= cells_.size()) continue;
        const bool says = !without_blanks(cells_[theirs].text).empty();
        found.alone = found.alone && !(any && says);
        if (found.line != 0 && (any || !says)) continue;
        found = {rewritten_.rows[i].line, theirs, cells_[theirs].column,
                 std::string{cells_[theirs].text}, found.alone};
        any = any || says;
      }
    }
    return found;
  }

  [[nodiscard]] Error placed(Error error, std::size_t row, std::size_t ours) {
    const MappedColumn& column = rules_.columns[ours];
    const Found found = cell_of(row, ours);
    const bool takes_days = column.form == CellForm::day || column.form == CellForm::children;
    if (error.code == ErrorCode::unknown_word) {
      error.reason += "; or say in [words] of the mapping what it means";
    } else if (error.code == ErrorCode::not_a_date && takes_days && !column.has_days) {
      error.reason += "; or say in [dates] of the mapping how days are written";
    }
    if (found.line == 0) return error;
    error.line = found.line;
    error.column = found.column;
    error.field = shown_column(layout_, found.theirs, column);
    if (column.converts && found.alone && !error.found.empty()) error.found = clipped(found.text);
    return error;
  }

  std::string_view text_;
  const MappingRules& rules_;
  const ExportLayout& layout_;
  const RewrittenExport& rewritten_;
  std::vector<CsvCell> cells_;
};

/// A list with rows set apart, each with what is wrong with the row of the export.
Result<CaseList> translated(CaseList list, FaultTranslator& translator, const std::string& source) {
  Errors refusing;
  for (FaultyCase& faulty : list.faulty) {
    faulty.faults = translator.translated(faulty.faults);
    const ExportRow* row = translator.row_that_may_hold_rows(faulty.line);
    if (row == nullptr) continue;
    refusing.insert(refusing.end(), faulty.faults.begin(), faulty.faults.end());
    refusing.push_back(
        {ErrorCode::malformed_text, source, row->line, 0, "", "",
         "this row cannot be set apart: a cell in quotes goes over the end of its line, so other "
         "rows may be inside it"});
  }
  if (!refusing.empty()) return failed(first_faults(std::move(refusing)));
  return list;
}

/// Reads a rewritten export, of which something is not right or nothing is known yet.
Result<CaseList> read_with_care(std::string_view text,
                                const MappingRules& rules,
                                const ExportLayout& layout,
                                const std::string& source,
                                FaultyRows faulty,
                                unsigned parts) {
  const RewrittenExport rewritten = rewrite_export(text, rules, layout, source);
  if (rewritten.faults.empty()) {
    if (auto cases = read_csv_fast(rewritten.text, rules.schema, parts)) {
      return CaseList{*std::move(cases), {}};
    }
  }
  FaultTranslator translator{text, rules, layout, rewritten};
  if (faulty == FaultyRows::refuse) {
    auto cases = read_csv_with_diagnosis(rewritten.text, rules.schema, source, rewritten.lines);
    if (cases) return CaseList{*std::move(cases), {}};
    return failed(translator.translated(cases.error()));
  }
  auto list = read_csv_setting_apart(rewritten.text, rules.schema, source, rewritten.lines);
  if (!list) return failed(translator.translated(list.error()));
  return translated(*std::move(list), translator, source);
}

/// Whether a text has zero bytes where no text has them: UTF-16, a workbook.
bool is_no_text(std::string_view text) {
  constexpr std::size_t kSeen = 4096;
  return text.substr(0, kSeen).find('\0') != std::string_view::npos;
}

}  // namespace

Result<CaseList> read_mapped_csv(std::string_view text,
                                 const CaseMapping& mapping,
                                 const std::string& source,
                                 FaultyRows faulty,
                                 unsigned parts) {
  const MappingRules& rules = mapping.rules();
  const std::string_view rows = without_byte_order_mark(text);
  FaultList encoding;
  if (text.size() > limits::kInputBytesMax || is_no_text(rows)) {
    static_cast<void>(check_encoding(text, source, encoding));
    return failed(encoding.take());
  }
  auto layout = layout_of(rows, rules, source);
  if (!layout) {
    // A web page has no such columns: that it is one is the cause.
    const bool is_list = check_list_encoding(text, source, encoding);
    return failed(is_list ? std::move(layout.error()) : encoding.take());
  }
  if (auto cases = read_export_fast(rows, rules, *layout, parts)) {
    return CaseList{*std::move(cases), {}};
  }
  auto list = read_with_care(rows, rules, *layout, source, faulty, parts);
  if (list) return list;
  const bool wrong_bytes = std::ranges::any_of(
      list.error(), [](const Error& error) { return error.code == ErrorCode::wrong_encoding; });
  if (!wrong_bytes) return list;
  // Told of the export itself: the rewritten text has other places.
  static_cast<void>(check_encoding(text, source, encoding));
  for (Error& error : list.error()) {
    if (error.code != ErrorCode::wrong_encoding) encoding.add(std::move(error));
  }
  return failed(encoding.take());
}

}  // namespace waitlist
