#include "cases/unit_list.h"

#include <waitlist/base/limits.h>

#include "base/room.h"

namespace waitlist {
void UnitList::reserve(std::size_t rows) {
  static_assert(limits::kCasesMax < kGroup);
  unit_of_.reserve(rows);
  first_.reserve(rows);
}

UnitIndex UnitList::form(std::span<const CaseRow> rows) {
  if (free_units_.empty()) {
    make_room(free_units_, 1);
    first_.push_back(kNone);
    free_units_.emplace_back(first_.size() - 1);
  }
  CaseRow first = rows.front();
  if (rows.size() > 1) {
    if (free_groups_.empty()) {
      make_room(free_groups_, 1);
      groups_.emplace_back();
      free_groups_.push_back(static_cast<std::uint32_t>(groups_.size() - 1));
    }
    groups_[free_groups_.back()].assign(rows.begin(), rows.end());
    first = CaseRow{kGroup | free_groups_.back()};
    free_groups_.pop_back();
  }
  const UnitIndex unit = free_units_.back();
  free_units_.pop_back();
  first_[unit] = first;
  for (const CaseRow row : rows) unit_of_[row] = unit;
  return unit;
}

void UnitList::prepare_dissolve(std::size_t units) {
  make_room(free_units_, units);
  make_room(free_groups_, units);
}

void UnitList::dissolve(UnitIndex unit) noexcept {
  if (first_[unit] >= kGroup && first_[unit] != kNone) {
    const std::uint32_t group = first_[unit] - kGroup;
    groups_[group].clear();
    free_groups_.push_back(group);
  }
  first_[unit] = kNone;
  free_units_.push_back(unit);
}

void UnitList::restore(UnitIndex unit) noexcept {
  for (const CaseRow row : members(unit)) unit_of_[row] = unit;
}

}  // namespace waitlist
