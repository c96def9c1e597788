/// \file error_report.h
/// \brief Faults as data, for hosts that show them in their own way.
/// Layer: report (may use base).  Form: docs/reference/errors.md.
/// Errors: none.  Complexity: O(length).  Threads: pure.
#pragma once

#include <waitlist/base/error.h>
#include <waitlist/base/export.h>

#include <string>

namespace waitlist {

/// Every fault with where it is (source, line, column, cell of a workbook, case, field), what was
/// found, what was expected and how to mend it, and their number. What is not known is null.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const Errors& errors);

}  // namespace waitlist
