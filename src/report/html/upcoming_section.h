// What the next days bring, as the queue board shows it.
#pragma once

#include <waitlist/queue/summary.h>

#include "report/html/template.h"

#include <functional>
#include <string>

namespace waitlist::html {

/// `anchor` answers where the page holds the row of a case. Empty: the days were not looked at.
[[nodiscard]] Object upcoming_section(const Ranking& ranking,
                                      const Summary& summary,
                                      const std::function<std::string(CaseRow)>& anchor);

}  // namespace waitlist::html
