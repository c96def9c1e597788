#include "support/slow_ceilings.h"

#include <algorithm>
#include <vector>

namespace waitlist::slow_oracle {
namespace {

std::size_t place_of(const Policy& policy, const std::string& band) {
  std::size_t place = 0;
  while (policy.bands[place].id != band) ++place;
  return place;
}

/// What lowers the least is what may be so, what lowers the most is what is certain.
Reading reversed(Reading reading) {
  if (reading == Reading::least) return Reading::most;
  return reading == Reading::most ? Reading::least : Reading::used;
}

std::size_t band_of_points(const Policy& policy, std::int64_t risk) {
  std::size_t band = 0;
  while (risk < policy.bands[band].from.count()) ++band;
  return band;
}

/// The bands of all cells that the answers are in.
std::vector<std::string> bands_in_table(const BandByTwoFacts& by, const Levels& levels) {
  std::vector<std::string> bands;
  for (const std::string& first : levels(by.fact)) {
    for (const std::string& other : levels(by.table.other)) {
      for (const auto& row : by.table.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
          const bool here = row.level == first && by.table.columns[i] == other;
          if (here && !row.cells[i].empty()) bands.push_back(row.cells[i]);
        }
      }
    }
  }
  return bands;
}

}  // namespace

std::vector<std::string> possible_levels(const FactDefinition& fact,
                                         Answer answer,
                                         bool stale,
                                         Reading reading) {
  const bool open = !answer.known() || (stale && reading != Reading::used);
  std::vector<std::string> levels;
  if (!open) {
    levels.push_back(answer.given() ? fact.levels[answer.value()].id : "no");
  } else if (reading == Reading::most) {
    if (fact.no_is_answer) levels.emplace_back("no");
    for (const FactLevel& level : fact.levels) levels.push_back(level.id);
  }
  return levels;
}

UndecidedBand undecided_band(const Policy& policy,
                             std::int64_t risk,
                             Reading reading,
                             const Holds& floors,
                             const Holds& ceilings,
                             const std::function<bool(const std::string&)>& unknown,
                             const Levels& levels) {
  std::vector<std::size_t> possible{band_of_points(policy, risk)};
  if (policy.cannot_tell && std::ranges::any_of(policy.cannot_tell->facts, unknown)) {
    const std::size_t instead = place_of(policy, policy.cannot_tell->band);
    if (reading == Reading::used) possible.clear();
    possible.push_back(instead);
  }
  std::size_t band = reading == Reading::least ? *std::ranges::max_element(possible)
                                               : *std::ranges::min_element(possible);
  const std::size_t last = policy.bands.size() - 1;
  std::size_t floor = last;
  std::size_t firm = last;
  for (const FloorRule& rule : policy.floors) {
    std::vector<std::string> bands{rule.band};
    if (rule.by) {
      bands = bands_in_table(*rule.by, levels);
    } else if (!floors(rule.when, reading)) {
      continue;
    }
    for (const std::string& one : bands) {
      floor = std::min(floor, place_of(policy, one));
      if (rule.whatever_else) firm = std::min(firm, place_of(policy, one));
    }
  }
  std::size_t ceiling = 0;
  for (const CeilingRule& rule : policy.ceilings) {
    const auto* on_band = std::get_if<BandCeiling>(&rule.limit);
    if (on_band == nullptr || !ceilings(rule.when, reversed(reading))) continue;
    ceiling = std::max(ceiling, place_of(policy, on_band->band));
  }
  ceiling = std::min(ceiling, firm);
  band = std::max(std::min(band, floor), ceiling);
  return {band, std::max(floor, ceiling)};
}

std::int64_t under_ceilings(const Policy& policy,
                            const std::string& group,
                            std::int64_t points,
                            Reading reading,
                            const Holds& ceilings) {
  for (const CeilingRule& rule : policy.ceilings) {
    const auto* on_group = std::get_if<GroupCeiling>(&rule.limit);
    if (on_group == nullptr || on_group->group != group) continue;
    if (!ceilings(rule.when, reversed(reading))) continue;
    points = std::min(points, on_group->at_most.count());
  }
  return points;
}

}  // namespace waitlist::slow_oracle
