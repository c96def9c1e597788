// Which part of a ranking is shown.
#pragma once

#include <waitlist/queue/list_part.h>
#include <waitlist/report/ranking_report.h>

#include <algorithm>
#include <cstddef>
#include <span>

namespace waitlist {

/// The places of the first `top` units.
[[nodiscard]] inline std::span<const Place> shown_places(const Ranking& ranking, std::size_t top) {
  const auto places = ranking.places();
  if (top >= ranking.unit_count()) return places;
  if (!ranking.parts().empty()) {
    std::size_t units = 0;
    std::size_t end = 0;
    for (; end < places.size(); ++end) {
      const bool begins = end == 0 || places[end].position != places[end - 1].position;
      if (begins && ++units > top) break;
    }
    return places.first(end);
  }
  const auto end = std::ranges::upper_bound(places, top, {}, &Place::position);
  return places.first(static_cast<std::size_t>(end - places.begin()));
}

/// Whether cases listed apart are shown: a cut list is about the front of the queue only.
[[nodiscard]] inline bool shows_apart(const Ranking& ranking, std::size_t top) {
  return top >= ranking.unit_count() ||
         (!ranking.parts().empty() && shown_places(ranking, top).size() == ranking.places().size());
}

}  // namespace waitlist
