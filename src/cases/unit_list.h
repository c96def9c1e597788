// Which cases are ranked together. Nearly every unit is one case, and that costs eight bytes.
#pragma once

#include <waitlist/cases/case_table.h>

#include "base/big_memory.h"
#include "base/prefetch.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

static_assert(sizeof(CaseRow) == 4 && sizeof(UnitIndex) == 4);

class UnitList {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return first_.size(); }

  [[nodiscard]] UnitIndex unit(CaseRow row) const noexcept { return unit_of_[row]; }

  /// The cases of a unit; none after dissolve().
  [[nodiscard]] std::span<const CaseRow> members(UnitIndex unit) const noexcept {
    const CaseRow& first = first_[unit];
    if (first < kGroup) return {&first, 1};
    return first == kNone ? std::span<const CaseRow>{} : std::span{groups_[first - kGroup]};
  }

  void reserve(std::size_t rows);

  void prefetch(CaseRow row) const noexcept { prefetch_bytes(&unit_of_[row], sizeof(UnitIndex)); }

  void prefetch_members(CaseRow row) const noexcept {
    prefetch_bytes(&first_[unit_of_[row]], sizeof(CaseRow));
  }

  /// Room for rows up to this number; new rows are of no unit yet.
  void resize_rows(std::size_t rows) { unit_of_.resize(rows); }

  /// Makes a unit of these rows, which are in the byte order of their ids; not empty. All units are
  /// as they were when memory runs out.
  UnitIndex form(std::span<const CaseRow> rows);

  /// Room for so many calls of dissolve(), whatever is formed before them.
  void prepare_dissolve(std::size_t units);

  /// Takes a unit apart; its number is given again. Requires prepare_dissolve().
  void dissolve(UnitIndex unit) noexcept;

  /// Gives a unit back the rows that other units took from it.
  void restore(UnitIndex unit) noexcept;

 private:
  static constexpr std::uint32_t kGroup = 0x80000000U;
  static constexpr CaseRow kNone{UINT32_MAX};

  BigVector<UnitIndex> unit_of_;  ///< by row
  BigVector<CaseRow> first_;      ///< by unit: its only row; kGroup and a place in groups_; kNone
  std::vector<std::vector<CaseRow>> groups_;
  std::vector<UnitIndex> free_units_;
  std::vector<std::uint32_t> free_groups_;
};

}  // namespace waitlist
