#include "policy/scales/level_rows.h"

#include "base/check.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace waitlist {

void check_level_rows(const std::vector<LevelPoints>& rows,
                      const ScaleCheck& check,
                      const std::string& field) {
  FaultCollector& to = check.to;
  const std::vector<std::string> known = ids_of(check.fact.levels);
  std::set<std::string_view> seen;
  for (const LevelPoints& row : rows) {
    if (std::ranges::count(known, row.level) == 0) {
      to.add(ErrorCode::unknown_reference, row.place, field, row.level,
             "not a level of " + check.fact.id + did_you_mean(row.level, known));
    } else if (!seen.insert(row.level).second) {
      to.add(ErrorCode::duplicate_name, row.place, field, row.level,
             "this level has points already");
    }
    to.check_points(row.points, row.place, field + '.' + row.level);
  }
  for (const std::string& level : known) {
    if (!seen.contains(level)) {
      to.add(ErrorCode::incomplete_cover, check.place, field, level,
             "every level needs points, if only 0; this one has none");
    }
  }
}

std::vector<Points> points_by_level(const std::vector<LevelPoints>& rows,
                                    const FactDefinition& fact) {
  std::vector<Points> by_level(fact.levels.size());
  for (const LevelPoints& row : rows) {
    const auto level = find_level(fact, row.level);
    WAITLIST_CHECK(level.has_value());
    by_level[*level] = row.points;
  }
  return by_level;
}

}  // namespace waitlist
