#include "report/due_by_team.h"

#include "report/plain_words.h"

#include <map>
#include <string_view>
#include <vector>

namespace waitlist {

std::string due_by_team(const Ranking& ranking) {
  constexpr std::size_t kTeams = 20;
  std::map<std::string_view, std::size_t> counts;
  for (const Place& place : ranking.places()) {
    if (place.score.must_allocate) ++counts[ranking.cases().team(place.row)];
  }
  const auto unnamed = counts.find(std::string_view{});
  const std::size_t without = unnamed == counts.end() ? 0 : unnamed->second;
  counts.erase(std::string_view{});
  if (counts.empty()) return {};
  std::vector<std::string> words;
  for (const auto& [team, count] : counts) {
    if (words.size() == kTeams) break;
    words.push_back(std::string{team} + ' ' + std::to_string(count));
  }
  if (counts.size() > kTeams) {
    words.push_back(count_of(counts.size() - kTeams, "more team", "more teams"));
  }
  if (without != 0) words.push_back(std::to_string(without) + " without a team");
  return "By team: " + listed(words) + ".";
}

}  // namespace waitlist
