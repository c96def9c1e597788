/// \file case_reader.h
/// \brief CSV or JSON text to a waiting list, or to all of its faults.
/// Layer: io (may use base, cases, policy).  Format: docs/reference/cases.md.
/// CSV is RFC 4180 in UTF-8 with or without a byte order mark, LF or CRLF, `,` `;` or tab.
/// Ranges: limits.h (bytes, columns, cell size, cases).  Errors: codes 301 to 316, every fault up
/// to limits::kErrorsMax with line, column name, found text and expected form. Complexity:
/// O(bytes), no allocation for a cell; a list with a fault is read again with more care, some four
/// times slower.  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>

#include <string>
#include <string_view>

namespace waitlist {

struct CaseReadOptions {
  unsigned threads = 1;  ///< of CSV; 0 counts as 1. The result is the same for every number.
};

/// Reads cases as they stand on `as_of`: one listed later is a fault.
[[nodiscard]] WAITLIST_EXPORT Result<CaseTable> read_cases_csv(std::string_view text,
                                                               const FactSchema& schema,
                                                               Day as_of,
                                                               const std::string& source = "cases",
                                                               const CaseReadOptions& options = {});

[[nodiscard]] WAITLIST_EXPORT Result<CaseTable> read_cases_json(
    std::string_view text,
    const FactSchema& schema,
    Day as_of,
    const std::string& source = "cases");

}  // namespace waitlist
