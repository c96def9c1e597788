/// \file deciding_numbers.h
/// \brief Which numbers of a policy, each moved on its own to its least or its most, change who is
/// among the first.
/// Layer: robustness (may use base, cases, policy, scoring, queue).
/// Exact at the ends, which are scored; between them nothing is said.
/// Complexity: O(numbers x (size of the policy + units that can be among the first)).
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/robustness/certain_places.h>

#include <cstdint>
#include <vector>

namespace waitlist {

/// A number at its least or its most, all others as written.
struct DecidingNumber {
  std::uint32_t number = 0;  ///< in VariedPolicy::numbers()
  bool at_most = false;      ///< at its most; else at its least
  /// Numbers in CertainPlaces::units of those that are no longer among the first, and of those that
  /// are instead; in the order as written. As many of each, 1 or more.
  std::vector<std::uint32_t> leave, enter;
};

/// Requires what drawn_places() requires. Those that change most first. Errors: a policy that the
/// format refuses. The result does not depend on `threads`.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<DecidingNumber>> deciding_numbers(
    const Ranking& ranking,
    const VariedPolicy& varied,
    const CertainPlaces& certain,
    unsigned threads = 1);

}  // namespace waitlist
