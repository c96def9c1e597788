// An export as the rows of a case file, with where each of them comes from.
#pragma once

#include <waitlist/base/error.h>

#include "io/mapping/export_layout.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// Stands in a rewritten cell that says something that cannot be read. One whose quotes are wrong
/// says nothing, as to every reader.
inline constexpr std::string_view kFaultMark = "\xEF\xBF\xBF";  // U+FFFF is no character

/// A row of the export.
struct ExportRow {
  std::size_t at = 0;  ///< byte of the text
  std::uint32_t line = 0;
  bool may_hold_rows = false;  ///< a cell goes over the end of a line, or a quote is not closed
};

struct RewrittenExport {
  static constexpr std::size_t kWholeRow = SIZE_MAX;

  std::string text;  ///< a case file
  // Of each of its rows.
  std::vector<std::uint32_t> lines;  ///< of the export, on which it begins; ascending
  std::vector<std::size_t> first;    ///< of `rows`; and their number
  std::vector<ExportRow> rows;
  /// By row, and place in MappingRules::columns or kWholeRow. Such a row has a cell too many.
  std::map<std::pair<std::size_t, std::size_t>, Error> faults;
};

/// Rewrites row by row and keeps where everything comes from.
[[nodiscard]] RewrittenExport rewrite_export(std::string_view text,
                                             const MappingRules& rules,
                                             const ExportLayout& layout,
                                             const std::string& source);

/// The first line of the case file: our columns, then constants.
[[nodiscard]] std::string rewritten_header(const MappingRules& rules, char delimiter);

/// Appends a cell, in quotes where its text asks for them.
void append_rewritten_cell(std::string& out, std::string_view text, char delimiter);

/// A column of the export for a message: `Date received (listed_on)`.
[[nodiscard]] std::string shown_column(const ExportLayout& layout,
                                       std::size_t theirs,
                                       const MappedColumn& ours);

}  // namespace waitlist
