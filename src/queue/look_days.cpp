#include "queue/look_days.h"

#include <algorithm>

namespace waitlist {

void LookDays::note(UnitIndex unit, const MadeLine& made) {
  if (made.look == INT32_MAX) return;
  by_day_[made.look].push_back(unit);
  ++noted_;
}

std::vector<UnitIndex> LookDays::take(std::int32_t day, std::span<const MadeLine> units) {
  std::vector<UnitIndex> due;
  while (!by_day_.empty() && by_day_.begin()->first <= day) {
    const auto& [on, noted] = *by_day_.begin();
    noted_ -= noted.size();
    for (const UnitIndex unit : noted) {
      if (units[unit].look == on) due.push_back(unit);
    }
    by_day_.erase(by_day_.begin());
  }
  if (!std::is_sorted(due.begin(), due.end())) std::ranges::sort(due);
  due.erase(std::unique(due.begin(), due.end()), due.end());
  return due;
}

void LookDays::tidy_up(std::span<const MadeLine> units) {
  constexpr std::size_t kOutOfUse = 8;  // an eighth of the units
  if (noted_ <= units.size() + units.size() / kOutOfUse + 4096) return;
  by_day_.clear();
  noted_ = 0;
  for (UnitIndex unit = 0; unit < units.size(); ++unit) note(unit, units[unit]);
}

}  // namespace waitlist
