/// \file case_writer.h
/// \brief A waiting list to CSV or JSON that the reader takes back unchanged.
/// Layer: io (may use base, cases, policy).  Format: docs/reference/cases.md.
/// Errors: none.  Complexity: O(bytes).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/cases/case_table.h>

#include <cstdint>
#include <span>
#include <string>

namespace waitlist {

/// How a spreadsheet program would have saved the file.
enum class CsvDialect : std::uint8_t {
  plain,        ///< LF, quotes only where needed
  spreadsheet,  ///< byte order mark, CRLF, every text cell quoted
};

[[nodiscard]] WAITLIST_EXPORT std::string write_cases_csv(std::span<const Case> cases,
                                                          const FactSchema& schema,
                                                          CsvDialect dialect = CsvDialect::plain);

[[nodiscard]] WAITLIST_EXPORT std::string write_cases_json(std::span<const Case> cases,
                                                           const FactSchema& schema);

/// JSON Lines: a line for each case, as the array `cases` of JSON has it. A host that keeps a line
/// for each case loses nothing of it, and nothing when its schema grows.
[[nodiscard]] WAITLIST_EXPORT std::string write_cases_json_lines(std::span<const Case> cases,
                                                                 const FactSchema& schema);

}  // namespace waitlist
