/// \file robustness_report.h
/// \brief How sure an order is, as text, data and a page.
/// Layer: report (may use base, cases, policy, scoring, queue, robustness).
/// Form: docs/reference/robustness.md.  Errors: none.  Threads: pure.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/robustness/robustness.h>

#include <cstddef>
#include <string>

namespace waitlist {

struct RobustnessReportOptions {
  /// Rows of each table of the text and the page, at most. The data has all of them.
  std::size_t top = 20;
};

/// For people: what was varied, what is proved, what was drawn, which numbers decide.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const Robustness& robustness,
                                                      const RobustnessReportOptions& options = {});

/// A page in one file, as HTML: the same, with pictures of how often drawn policies put those near
/// the cut among the first and between which places they stay, and, folded, the numbers that vary
/// and the first thousand places of each kind. It loads and sends nothing and needs no script.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const Robustness& robustness,
                                                      const RobustnessReportOptions& options = {});

/// All of it. Units that are never among the first are counted, not listed.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const Robustness& robustness);

}  // namespace waitlist
