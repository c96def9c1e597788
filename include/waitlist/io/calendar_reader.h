/// \file calendar_reader.h
/// \brief CSV text to the holidays of a calendar.
/// Layer: io (may use base, cases).  Format: docs/reference/calendar-format.md.
/// Ranges: limits::kPolicyBytesMax.  Errors: all faults, each with line and column.
/// Complexity: O(bytes).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/working_calendar.h>

#include <string>
#include <string_view>

namespace waitlist {

/// `date,title,source`: a holiday a row. The calendar covers the whole years of its first and last
/// holiday; rows whose source is `computed` stand in the years after all others.
[[nodiscard]] WAITLIST_EXPORT Result<Holidays> read_holidays_csv(
    std::string_view text, const std::string& source = "calendar");

}  // namespace waitlist
