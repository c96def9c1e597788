// Which cases are of one family: linked ones of any status, and those that have left the list.
#pragma once

#include <waitlist/cases/case_table.h>

#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

class FamilyKin {
 public:
  /// Looks into the table, which has to outlive it. Families that name the same case which is not
  /// there are one.
  explicit FamilyKin(const CaseTable& cases);

  /// Ids of all cases of the family, here and gone, in byte order.
  [[nodiscard]] std::span<const std::string_view> ids(UnitIndex unit) const {
    return ids_[family_of_[unit]];
  }

  /// Whether the id is a case of the list or named by one.
  [[nodiscard]] bool knows(std::string_view case_id) const;

 private:
  std::vector<std::size_t> family_of_;  ///< of each unit
  std::vector<std::vector<std::string_view>> ids_;
  std::vector<std::string_view> known_;  ///< sorted
};

}  // namespace waitlist
