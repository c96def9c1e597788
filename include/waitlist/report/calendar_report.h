/// \file calendar_report.h
/// \brief The holidays of a calendar, for who writes one.
/// Layer: report (may use base, cases).  Errors: none.  Complexity: O(days covered).
/// Threads: pure.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/cases/working_calendar.h>

#include <string>

namespace waitlist {

/// What is doubtful about them, then each year with its holidays and working days.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const WorkingCalendar& calendar,
                                                      const Holidays& holidays);

}  // namespace waitlist
