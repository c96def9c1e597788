// The units of a ranking, in its order.
#pragma once

#include <waitlist/queue/ranking.h>

#include <vector>

namespace waitlist {

/// Its first place for each unit.
[[nodiscard]] inline std::vector<const Place*> unit_places(const Ranking& ranking) {
  std::vector<const Place*> places;
  places.reserve(ranking.unit_count());
  for (const Place& place : ranking.places()) {
    if (places.empty() || places.back()->position != place.position) places.push_back(&place);
  }
  return places;
}

[[nodiscard]] inline std::vector<UnitIndex> units_of(const Ranking& ranking) {
  std::vector<UnitIndex> units;
  units.reserve(ranking.unit_count());
  for (const Place* place : unit_places(ranking)) units.push_back(ranking.cases().unit(place->row));
  return units;
}

}  // namespace waitlist
