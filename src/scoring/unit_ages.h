// The ages of a unit's children and what they are worth (policy-format.md section 5).
#pragma once

#include <waitlist/cases/case_table.h>

#include "policy/policy_tables.h"

#include <cstdint>
#include <span>

namespace waitlist {

/// Whether a child belongs to its case on a day: from its birth on, from the beginning when it is
/// expected or its birth is not known.
[[nodiscard]] inline bool counts_on(const Child& child, Day as_of) noexcept {
  return !child.born || child.expected || *child.born <= as_of;
}

struct UnitAges {
  static constexpr std::int64_t kNobody = INT64_MAX;

  /// Months, of the children whose birth date is known; an expected child has 0.
  std::int64_t youngest_known = kNobody;
  bool open = false;    ///< a date of birth is unknown, or a case has no child on the day
  Points least;         ///< the age number, unknown ages worth the fewest points
  Points used;          ///< the age number, unknown ages taken as 0 months
  Points used_further;  ///< the part of `used` that is for further children
  Points most;          ///< the age number, unknown ages worth the most points
};

/// The ages with every unknown date of birth found out: a child born on the day, or one so old that
/// it earns the fewest points and meets no condition.
[[nodiscard]] UnitAges youngest_supposed(const UnitAges& ages) noexcept;
[[nodiscard]] UnitAges oldest_supposed(const UnitAges& ages) noexcept;

/// The same with an age that earns the most points, where that is not the youngest.
[[nodiscard]] UnitAges dearest_supposed(const UnitAges& ages) noexcept;

/// A child that several cases name by one reference counts once: at its age in the case where it is
/// youngest, and as known when one of them knows its birth.
[[nodiscard]] UnitAges unit_ages(const CaseTable& cases,
                                 const PolicyTables& tables,
                                 std::span<const CaseRow> ranked,
                                 Day as_of);

}  // namespace waitlist
