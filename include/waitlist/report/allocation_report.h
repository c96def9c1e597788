/// \file allocation_report.h
/// \brief A proposal who takes which case as text: tables, CSV, JSON, HTML, and sentences.
/// Layer: report (may use base to allocation).  Prices print as minutes of travel with two
/// decimals, or as they were given by the host.
/// Errors: none.  Complexity: O(n) and, for the next best of each placed unit, a search.
/// Threads: pure; share freely.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/base/export.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

struct AllocationReportOptions {
  bool colour = false;  ///< terminal colours; never the only signal
};

/// Tables for people: who takes what, who waits and why, loads before and after.
[[nodiscard]] WAITLIST_EXPORT std::string render_table(const Allocation& allocation,
                                                       const AllocationReportOptions& options = {});

/// CSV (RFC 4180, LF), a row for each ranked case: docs/reference/allocation.md.
[[nodiscard]] WAITLIST_EXPORT std::string render_csv(const Allocation& allocation);

/// JSON with stamps, units, proofs, loads and what one more place buys.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const Allocation& allocation);

struct AllocationPageOptions {
  /// Units shown, the first of the queue; the page says how many there are and where the rest is.
  /// Practitioners, loads and sums are of all.
  std::size_t top = 5'000;
};

/// The allocation page: one HTML file for a browser. Who takes what and why, loads before and
/// after, who waits with proofs that can be counted, what one more place buys, what a manager has
/// said, and stamps. It asks nothing of any network, runs no script, and prints.
/// Complexity: O(n), a search for the next best of each placed unit and for the proof of each
/// other one that is shown; some 1 KB for each of them.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const Allocation& allocation,
                                                      const AllocationPageOptions& options = {});

/// Why a unit is with its practitioner, or with nobody, in plain English.
[[nodiscard]] WAITLIST_EXPORT std::string why_in_words(const Allocation& allocation,
                                                       QueuedUnit unit);

/// What a change would do, in plain English; `change` says which: `If SM-0007 went to ST-02`.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const Impact& impact,
                                                      const Allocation& allocation,
                                                      std::string_view change);

/// The same of a change that may not be possible (nullopt), as text, JSON, CSV (a row for each case
/// that moves; one without a case where none does) or a page: docs/reference/allocation.md.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const std::optional<Impact>& impact,
                                                      const Allocation& allocation,
                                                      std::string_view change);
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const std::optional<Impact>& impact,
                                                      const Allocation& allocation,
                                                      std::string_view change);
[[nodiscard]] WAITLIST_EXPORT std::string render_csv(const std::optional<Impact>& impact,
                                                     const Allocation& allocation,
                                                     std::string_view change);
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const std::optional<Impact>& impact,
                                                      const Allocation& allocation,
                                                      std::string_view change);

}  // namespace waitlist
