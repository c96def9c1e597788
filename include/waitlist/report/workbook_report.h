/// \file workbook_report.h
/// \brief A ranking as an `.xlsx` workbook, for people who sort, filter and print it.
/// Layer: report (may use base to queue).  What stands where: docs/reference/output.md.
/// Every text is a text: no cell is a formula. Days are days, points are numbers. The bytes depend
/// on the ranking and the options alone.
/// Errors: more rows than a sheet has (303), no room for the file while it is made (402), built
/// without WAITLIST_WORKBOOKS (302).  Complexity: O(n); the rows are kept in temporary files of the
/// system while they are written.  Threads: pure.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/report/ranking_report.h>

#include <string>

namespace waitlist {

/// The bytes of a workbook: rows to look at first, where there are any, the queue, cases apart, and
/// what all of it was made from. `colour` says nothing here: bands are coloured, and named.
[[nodiscard]] WAITLIST_EXPORT Result<std::string> render_xlsx(const Ranking& ranking,
                                                              const ReportOptions& options = {});

}  // namespace waitlist
