#include "queue/look_days.h"

#include <algorithm>
#include <utility>

namespace waitlist {

void LookDays::note(UnitIndex unit, const MadeLine& made) {
  if (made.look == INT32_MAX) return;
  by_day_[made.look].push_back(unit);
  ++noted_;
}

std::vector<UnitIndex> LookDays::due(std::int32_t day, std::span<const MadeLine> units) const {
  std::vector<UnitIndex> due;
  for (const auto& [on, noted] : by_day_) {
    if (on > day) break;
    for (const UnitIndex unit : noted) {
      if (units[unit].look == on) due.push_back(unit);
    }
  }
  if (!std::is_sorted(due.begin(), due.end())) std::ranges::sort(due);
  due.erase(std::unique(due.begin(), due.end()), due.end());
  return due;
}

void LookDays::forget(std::int32_t day) noexcept {
  while (!by_day_.empty() && by_day_.begin()->first <= day) {
    noted_ -= by_day_.begin()->second.size();
    by_day_.erase(by_day_.begin());
  }
}

void LookDays::tidy_up(std::span<const MadeLine> units) {
  constexpr std::size_t kOutOfUse = 8;  // an eighth of the units
  if (noted_ <= units.size() + units.size() / kOutOfUse + 4096) return;
  LookDays anew;
  for (UnitIndex unit = 0; unit < units.size(); ++unit) anew.note(unit, units[unit]);
  *this = std::move(anew);
}

}  // namespace waitlist
