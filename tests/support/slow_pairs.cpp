#include "support/slow_pairs.h"

namespace waitlist::slow_oracle {
namespace {

std::int64_t points_of(const ByTwoFacts& scale,
                       const std::string& first,
                       const std::string& other) {
  for (const TwoFactRow<Points>& row : scale.table.rows) {
    for (std::size_t i = 0; i < scale.table.columns.size(); ++i) {
      if (row.level == first && scale.table.columns[i] == other) return row.cells[i].count();
    }
  }
  return 0;
}

}  // namespace

std::vector<std::int64_t> points_of_pairs(const ByTwoFacts& scale, const PossibleLevels& levels) {
  std::vector<std::int64_t> points;
  for (const std::string& first : levels.first) {
    for (const std::string& other : levels.other) {
      points.push_back(points_of(scale, first, other));
    }
  }
  return points;
}

}  // namespace waitlist::slow_oracle
