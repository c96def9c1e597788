/// \file case_form.h
/// \brief In which form a list comes whose name does not say it.
/// Layer: io (may use base).  Errors: none: what is no list in that form the reader of it says.
/// Complexity: O(bytes before the first key).  Threads: pure.
#pragma once

#include <waitlist/base/export.h>

#include <cstdint>
#include <string_view>

namespace waitlist {

enum class CaseForm : std::uint8_t {
  csv,         ///< a case file or an export: what is nothing else
  json,        ///< one document
  json_lines,  ///< a case in each line
  workbook,    ///< `.xlsx`, or an older one that nothing reads
};

/// By the first bytes: of a packed file; of `{` with the first key `format` or `cases`, or `[`; of
/// `{` with another key.
[[nodiscard]] WAITLIST_EXPORT CaseForm form_of_cases(std::string_view bytes) noexcept;

}  // namespace waitlist
