// What the points of units are made of, in few lines that tell no small number of units.
#pragma once

#include "equality/measured_units.h"

#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

struct PointLine {
  EqualityRule rule;
  std::vector<std::int64_t> values;  ///< of each unit; they add up to its points
};

/// Lines in which any unit has points: of each group of the policy what its criteria give and what
/// is taken off, then waiting and filing. Empty where the ranking keeps no contributions.
[[nodiscard]] std::vector<PointLine> point_lines(const Ranking& ranking,
                                                 const MeasuredUnits& units);

/// Joins lines by whose mean it could be told that a line reaches 1 to `smallest` - 1 units of one
/// of these parts of the list, until those joined do not tell it either. `parts`: marks of units.
[[nodiscard]] std::vector<PointLine> without_small_reach(
    std::vector<PointLine> lines,
    std::span<const std::vector<std::uint8_t>> parts,
    std::uint64_t smallest);

[[nodiscard]] std::string rule_label(EqualityRule::Kind kind, const GroupRule* group);

}  // namespace waitlist
