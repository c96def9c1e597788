// The queue for paper, and for the manager of the day.
#pragma once

#include <waitlist/report/ranking_report.h>

#include <string>

namespace waitlist::html {

/// The page of BoardExtent::brief.
[[nodiscard]] std::string queue_brief(const Ranking& ranking,
                                      const Summary& summary,
                                      const BoardOptions& options);

}  // namespace waitlist::html
