/// \file passing.h
/// \brief When time alone lets one case pass another.
/// Layer: queue (may use base, cases, policy, scoring).  Source: docs/background/trajectories.md.
/// Complexity: O(days on which a rule looks × log days) for two cases that stand alone; O(days)
/// when one has linked cases.  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include <optional>

namespace waitlist {

/// The first day on which the two stand the other way round than the day before.
struct Passing {
  Day on = Day::first();
  CaseRow passing = 0;  ///< stands before the other from this day on
  CaseRow passed = 0;

  friend bool operator==(const Passing&, const Passing&) = default;
};

/// The first passing after `as_of` up to and including `last_day`, with the facts as they are;
/// nullopt when there is none. Each case stands where its unit stands; two of one unit are compared
/// themselves. Requires awaiting cases listed by `as_of`, check_scorable() on both days.
[[nodiscard]] WAITLIST_EXPORT std::optional<Passing> first_passing(const CaseTable& cases,
                                                                   const CompiledPolicy& policy,
                                                                   CaseRow one,
                                                                   CaseRow other,
                                                                   Day as_of,
                                                                   Day last_day);

}  // namespace waitlist
