// Cases listed apart as the queue board shows them: those on hold and on duty first, by their risk.
#pragma once

#include <waitlist/queue/ranking.h>

#include "report/html/template.h"

#include <cstddef>
#include <string>
#include <vector>

namespace waitlist::html {

/// The most urgent tier first, then the most points; cases without a score after them, as they are.
[[nodiscard]] std::vector<const ApartCase*> apart_by_risk_first(const Ranking& ranking);

/// `apart-17`: where the page holds the row.
[[nodiscard]] std::string apart_anchor(std::size_t index);

/// What the table of cases apart says of one.
[[nodiscard]] Object words_of(const ApartCase& apart, const Ranking& ranking);

}  // namespace waitlist::html
