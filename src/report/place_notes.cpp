#include "report/place_notes.h"

#include <waitlist/queue/list_part.h>

#include "report/plain_words.h"

#include <optional>
#include <string_view>
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

std::string part_in_words(const Ranking& ranking) {
  std::string words;
  for (const ListPart& part : ranking.parts()) {
    const auto add = [&words](std::string_view what, const std::optional<std::string>& name) {
      if (!name) return;
      if (!words.empty()) words += ", ";
      words += what;
      words += name->empty() ? " not recorded" : ' ' + *name;
    };
    add("team", part.team);
    add("area", part.area);
  }
  if (words.empty()) return {};
  return capitalised(words) + ": " + std::to_string(ranking.places().size()) + " of " +
         count_of(ranking.ranked_in_all(), "ranked case", "ranked cases") +
         ". Places are those of the whole list. All else here is of these cases" +
         (ranking.faulty().empty() ? " alone."
                                   : ", and of the rows of the whole list that are not ranked.");
}

}  // namespace waitlist
