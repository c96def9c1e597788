/// \file equality_report.h
/// \brief How groups stand on a list, as text, data, rows and a page.
/// Layer: report (may use base to simulation, equality).  Form: docs/reference/equality.md.
/// Errors: none.  Complexity: O(what is compared).  Threads: pure.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/equality/order_equality.h>

#include <string>

namespace waitlist {

/// For people: each monitoring fact with its groups, comparisons, splits and completeness, and what
/// may be concluded from them.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const OrderEquality& equality);

/// All of it.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const OrderEquality& equality);

/// A page in one file, as HTML: the same, with a picture of the intervals of each measure. What is
/// hidden is not in it. It loads and sends nothing and needs no script.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const OrderEquality& equality);

/// A row for each comparison.
[[nodiscard]] WAITLIST_EXPORT std::string render_csv(const OrderEquality& equality);

}  // namespace waitlist
