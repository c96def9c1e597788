/// \file foresight_report.h
/// \brief What may become of each waiting case, as a table for people, as JSON or as a page.
/// Layer: report (may use base to simulation).  docs/reference/foresight.md.
/// Errors: none.  Complexity: O(size of the foresight).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/simulation/foresight.h>

#include <string>

namespace waitlist {

/// The list of each policy in its order, case by case; what each variant would bring under 10 %.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const Foresight& foresight);

[[nodiscard]] WAITLIST_EXPORT std::string render_json(const Foresight& foresight);

/// A page in one file that asks nothing of any network: docs/guides/reports.md.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const Foresight& foresight);

/// `likely allocated on 12 November 2009; from 3 November 2009 to 1 December 2009`, for one case.
[[nodiscard]] WAITLIST_EXPORT std::string likely_day_in_words(const CaseForesight& one);

}  // namespace waitlist
