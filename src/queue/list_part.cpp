#include <waitlist/queue/list_part.h>

#include "queue/ranking_data.h"

#include <algorithm>
#include <utility>

namespace waitlist {

bool ListPart::holds(const CaseTable& cases, CaseRow row) const noexcept {
  return (!team || cases.team(row) == *team) && (!area || cases.area(row) == *area);
}

Ranking part_of(const Ranking& ranking, const ListPart& part) {
  const Ranking::Data& from = *ranking.data_;
  auto data = std::make_shared<Ranking::Data>(
      Ranking::Data{from.cases, from.policy, from.as_of, {}, {}, {}, from.unit_count, {}});
  data->contributions = from.contributions;
  data->whole = from.whole ? from.whole : ranking.data_;
  data->parts = from.parts;
  data->parts.push_back(part);
  data->place_of_row.assign(from.cases.size(), Ranking::Data::kApart);
  for (const Place& place : from.places) {
    if (!part.holds(from.cases, place.row)) continue;
    data->place_of_row[place.row] = static_cast<std::uint32_t>(data->places.size());
    data->places.push_back(place);
  }
  for (const ApartCase& apart : from.apart) {
    if (part.holds(from.cases, apart.row)) data->apart.push_back(apart);
  }
  Ranking taken{std::move(data)};
  taken.faulty_ = ranking.faulty_;
  return taken;
}

ChangesSince part_of(const ChangesSince& since, const CaseTable& now, const ListPart& part) {
  ChangesSince taken{since.name, since.previous, {}, {}};
  for (const ListChange& change : since.changes) {
    const bool is_in = change.row_now      ? part.holds(now, *change.row_now)
                       : change.row_before ? part.holds(since.previous, *change.row_before)
                                           : true;
    if (is_in) taken.changes.push_back(change);
  }
  for (const MovedPlace& move : since.moved) {
    if (part.holds(now, move.row)) taken.moved.push_back(move);
  }
  return taken;
}

}  // namespace waitlist
