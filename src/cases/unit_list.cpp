#include "cases/unit_list.h"

#include <waitlist/base/limits.h>

namespace waitlist {
namespace {

constexpr std::uint32_t kGroup = 0x80000000U;
constexpr CaseRow kNone{UINT32_MAX};

static_assert(limits::kCasesMax < kGroup);

}  // namespace

std::span<const CaseRow> UnitList::members(UnitIndex unit) const noexcept {
  const CaseRow& first = first_[unit];
  if (first < kGroup) return {&first, 1};
  return first == kNone ? std::span<const CaseRow>{} : std::span{groups_[first - kGroup]};
}

void UnitList::reserve(std::size_t rows) {
  unit_of_.reserve(rows);
  first_.reserve(rows);
}

UnitIndex UnitList::form(std::span<const CaseRow> rows) {
  if (free_units_.empty()) {
    free_units_.emplace_back(first_.size());
    first_.push_back(kNone);
  }
  const UnitIndex unit = free_units_.back();
  free_units_.pop_back();
  for (const CaseRow row : rows) unit_of_[row] = unit;
  if (rows.size() == 1) {
    first_[unit] = rows.front();
    return unit;
  }
  if (free_groups_.empty()) {
    free_groups_.push_back(static_cast<std::uint32_t>(groups_.size()));
    groups_.emplace_back();
  }
  groups_[free_groups_.back()].assign(rows.begin(), rows.end());
  first_[unit] = CaseRow{kGroup | free_groups_.back()};
  free_groups_.pop_back();
  return unit;
}

void UnitList::dissolve(UnitIndex unit) {
  if (first_[unit] >= kGroup) {
    const std::uint32_t group = first_[unit] - kGroup;
    groups_[group].clear();
    free_groups_.push_back(group);
  }
  first_[unit] = kNone;
  free_units_.push_back(unit);
}

}  // namespace waitlist
