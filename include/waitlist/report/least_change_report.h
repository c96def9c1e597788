/// \file least_change_report.h
/// \brief The least changes of a case as plain English or JSON.
/// Layer: report (may use base to queue).  Fields: docs/reference/least-change.md.
/// Errors: none.  Complexity: O(size).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/queue/least_change.h>

#include <string>

namespace waitlist {

/// `ranking` is the one that was asked. The text shows the first 20 changes and says how many there
/// are; JSON has all.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const LeastChange& least,
                                                      const Ranking& ranking);
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const LeastChange& least,
                                                      const Ranking& ranking);

}  // namespace waitlist
