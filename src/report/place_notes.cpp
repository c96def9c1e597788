#include "report/place_notes.h"

#include <cstddef>
#include <vector>

namespace waitlist {

std::string place_notes(const Ranking& ranking, const Place& place, bool linked, bool changed) {
  std::vector<std::string> notes;
  const Score& score = place.score;
  if (score.provisional()) {
    const auto band = [&](BandIndex index) { return ranking.policy().band(index).id; };
    notes.push_back("provisional " + band(score.band_most) + "-" + band(score.band_least));
  }
  if (linked) notes.emplace_back("linked");
  if (changed) notes.emplace_back("changed");
  std::string text;
  for (const std::string& note : notes) text += (text.empty() ? "" : "; ") + note;
  return text;
}

bool shares_place(const Ranking& ranking, const Place& place) {
  const auto places = ranking.places();
  const auto at = static_cast<std::size_t>(&place - places.data());
  return (at > 0 && places[at - 1].position == place.position) ||
         (at + 1 < places.size() && places[at + 1].position == place.position);
}

}  // namespace waitlist
