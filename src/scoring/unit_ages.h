// The ages of a unit's children and what they are worth (policy-format.md section 5).
#pragma once

#include <waitlist/cases/case_table.h>

#include "policy/policy_tables.h"

#include <cstdint>
#include <span>
#include <vector>

namespace waitlist {

/// Whether a child belongs to its case on a day: from its birth on, from the beginning when it is
/// expected or its birth is not known.
[[nodiscard]] inline bool counts_on(const Child& child, Day as_of) noexcept {
  return !child.born || child.expected || *child.born <= as_of;
}

/// The age number of a case.
struct AgeNumber {
  Points least;         ///< unknown ages worth the fewest points
  Points used;          ///< unknown ages taken as 0 months
  Points used_further;  ///< the part of `used` that is for further children
  Points most;          ///< unknown ages worth the most points

  friend bool operator==(const AgeNumber&, const AgeNumber&) = default;
};

struct UnitAges {
  static constexpr std::int64_t kNobody = INT64_MAX;

  /// Months, of the children whose birth date is known; an expected child has 0.
  std::int64_t youngest_known = kNobody;
  bool open = false;         ///< a date of birth is unknown, or a case has no child on the day
  AgeNumber number;          ///< of each case of the unit, where no row of ages has conditions
  std::int64_t unknown = 0;  ///< children whose ages are not known
  std::vector<std::int64_t> known;  ///< months; where they are kept, or rows have conditions
};

/// Whether the months of every child are kept beside what they come to.
enum class KeepMonths : bool { no, yes };

/// A child that several cases name by one reference counts once: at its age in the case where it is
/// youngest, and as known when one of them knows its birth.
[[nodiscard]] UnitAges unit_ages(const CaseTable& cases,
                                 const PolicyTables& tables,
                                 std::span<const CaseRow> ranked,
                                 Day as_of,
                                 KeepMonths keep = KeepMonths::no);

/// The ages with every unknown date of birth found out: so many months. Requires kept months.
[[nodiscard]] UnitAges supposed_births(const UnitAges& ages,
                                       const PolicyTables& tables,
                                       std::span<const std::int64_t> months);

/// Points for so many children under the limit, the youngest one not counted. Requires an age rule.
[[nodiscard]] Points further_points(const PolicyTables& tables, std::int64_t under_limit) noexcept;

}  // namespace waitlist
