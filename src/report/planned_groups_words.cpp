#include "report/planned_groups_words.h"

#include "report/equality_words.h"
#include "report/plain_words.h"

#include <algorithm>

namespace waitlist {

std::vector<std::vector<std::string>> planned_group_rows(const PlannedFact& fact) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t group = 0; group < fact.groups.size(); ++group) {
    const MonitoredGroup& one = fact.groups[group];
    if (one.units == std::uint64_t{0}) continue;
    std::vector<std::string> row{one.label,
                                 one.hidden() ? kHiddenMark : std::to_string(*one.units)};
    const auto move = std::ranges::find(fact.moves, group, &PlannedGroup::group);
    if (move != fact.moves.end()) {
      constexpr auto kPlace = EqualityMeasure::place;
      row.push_back(measured_text(kPlace, move->before));
      row.push_back(measured_text(kPlace, move->after));
      row.push_back(gap_text(kPlace, move->falls_by));
      row.push_back(gap_text(kPlace, move->rest));
      row.push_back(chance_text(move->p));
      row.push_back(move->told_apart ? "told apart" : needed_text(kPlace, move->told_apart_above));
    }
    row.resize(kPlannedGroupColumns.size());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::string> planned_groups_in_words(const PlannedGroups& groups) {
  std::vector<std::string> words;
  words.push_back(count_of(groups.units, "unit is", "units are") +
                  " ranked by both policies. A unit is one case, or cases that are linked. It "
                  "counts once, and is in the group of its first case.");
  words.push_back("Groups of 1 to " + std::to_string(groups.options.smallest - 1) +
                  " units are hidden, and so is what would give them back. The mark is " +
                  kHiddenMark + ". Their units still count among the others.");
  if (groups.facts.empty()) {
    words.emplace_back(kNothingMonitored);
  } else if (groups.units > 0 && groups.nobody_moves) {
    words.emplace_back("All units go down by the same, so no group goes down by more.");
  } else if (groups.deals == 0) {
    words.emplace_back(kNothingCompared);
  } else {
    const std::string level = percent_text(groups.options.deals.level);
    words.push_back(
        "The labels of the groups were dealt out again by chance: " +
        (groups.exact ? "all " + std::to_string(groups.deals) + " ways"
                      : std::to_string(groups.deals) + " times, drawn with seed " +
                            std::to_string(groups.options.deals.seed)) +
        ". A group is told apart when chance alone makes one move as strikingly in at most " +
        level + " of 100 such reports.");
    words.emplace_back(
        "A group that is not told apart may still go up or down. Beside it stands how far its move "
        "had to be from that of the others.");
  }
  return words;
}

}  // namespace waitlist
