/// \file roster_reader.h
/// \brief CSV or JSON text to a roster, or to all of its faults.
/// Layer: io (may use base, cases, policy, allocation).  Format: docs/reference/roster.md.
/// Ranges: limits.h.  Errors: codes 301 to 322, every fault up to limits::kErrorsMax with line,
/// column name, found text and expected form.  Complexity: O(bytes).  Threads: pure; share freely.
#pragma once

#include <waitlist/allocation/roster.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <string>
#include <string_view>

namespace waitlist {

/// Practitioners, one a row, and travel times, one a row; no travel text: no times are known.
[[nodiscard]] WAITLIST_EXPORT Result<Roster> read_roster_csv(
    std::string_view practitioners,
    std::string_view travel = {},
    const std::string& source = "roster",
    const std::string& travel_source = "travel");

/// Both in one text.
[[nodiscard]] WAITLIST_EXPORT Result<Roster> read_roster_json(std::string_view text,
                                                              const std::string& source = "roster");

}  // namespace waitlist
