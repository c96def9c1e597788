/// \file case_reader.h
/// \brief CSV or JSON text to a waiting list, or to all of its faults.
/// Layer: io (may use base, cases, policy).  Format: docs/reference/cases.md.
/// CSV is RFC 4180 in UTF-8 with or without a byte order mark, LF or CRLF, `,` `;` `|` or tab.
/// Ranges: limits.h (bytes, columns, cell size, cases).  Errors: codes 301 to 316, every fault up
/// to limits::kErrorsMax with line, column name, found text and expected form. Complexity:
/// O(bytes), no allocation for a cell; a list with a fault is read again with more care, some four
/// times slower.  Threads: pure; share freely.
/// A row with a fault refuses the list, or is set apart: read_case_list_csv().
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_list.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/io/case_mapping.h>

#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

struct CaseReadOptions {
  unsigned threads = 1;  ///< of CSV; 0 counts as 1. The result is the same for every number.
  /// Of read_case_list_…() alone: what gives a table has nowhere to keep a faulty row.
  FaultyRows faulty = FaultyRows::refuse;
  /// Of CSV: the text is an export that this mapping reads, of the same schema.
  std::optional<CaseMapping> mapping = std::nullopt;
  /// Of a workbook (workbook_reader.h): which sheet; empty: the only one there can be.
  std::string sheet = {};
};

/// Reads cases, whatever day they are to be ranked on.
[[nodiscard]] WAITLIST_EXPORT Result<CaseTable> read_cases_csv(std::string_view text,
                                                               const FactSchema& schema,
                                                               const std::string& source = "cases",
                                                               const CaseReadOptions& options = {});

[[nodiscard]] WAITLIST_EXPORT Result<CaseTable> read_cases_json(
    std::string_view text, const FactSchema& schema, const std::string& source = "cases");

/// The same with CaseReadOptions::faulty. Where rows are set apart, errors are those of the text as
/// a whole alone: its encoding, its first line or its keys, a limit of the whole, a quote that
/// hides where a row ends.
[[nodiscard]] WAITLIST_EXPORT Result<CaseList> read_case_list_csv(
    std::string_view text,
    const FactSchema& schema,
    const std::string& source = "cases",
    const CaseReadOptions& options = {});

[[nodiscard]] WAITLIST_EXPORT Result<CaseList> read_case_list_json(
    std::string_view text,
    const FactSchema& schema,
    const std::string& source = "cases",
    const CaseReadOptions& options = {});

/// JSON Lines: in each line a case, as the array `cases` of JSON has it; empty lines do not count.
[[nodiscard]] WAITLIST_EXPORT Result<CaseList> read_case_list_json_lines(
    std::string_view text,
    const FactSchema& schema,
    const std::string& source = "cases",
    const CaseReadOptions& options = {});

}  // namespace waitlist
