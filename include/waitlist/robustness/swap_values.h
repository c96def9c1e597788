/// \file swap_values.h
/// \brief One number of a policy moved on its own: where neighbours of an order change places.
/// Layer: robustness (may use base, cases, policy, scoring, queue).
/// Exact, in whole thousandths: at the value the unit below stands first, at every value between it
/// and the written one it does not.
/// Complexity: O(numbers x (trials + first)), at most kSwapTrials compiled policies a number and
/// side.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/robustness/varied_policy.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// Values of one number that are tried on one side before the search is given up.
inline constexpr std::size_t kSwapTrials = 400;

/// Where two neighbours swap on one side of the written number.
struct SwapSide {
  std::optional<Points> at;  ///< the nearest value; nullopt: none up to the end of the reach
  bool given_up = false;     ///< the search was: then `at` says nothing
};

/// What one number does to two neighbours.
struct NumberSwap {
  std::uint32_t number = 0;  ///< in SwapValues::reach
  SwapSide below, above;
};

/// Two units, one directly above the other under the policy as written.
struct NeighbourSwaps {
  CaseRow upper = 0, lower = 0;     ///< the first case of each
  Position position = 0;            ///< of the upper one
  std::vector<NumberSwap> numbers;  ///< those that swap them, or for which the search was given up
};

struct SwapValues {
  VariedPolicy reach;  ///< VariedPolicy::widest(): intervals of the policy count for nothing
  std::optional<std::string>
      unproved;  ///< why nothing is searched, as VariedPolicy::why_unproved() says
  std::vector<NeighbourSwaps> pairs;  ///< of the first units and the one behind them, in order
};

/// Requires what certain_places() requires. Errors: numbers twice as large that the format refuses.
/// The result does not depend on `threads`.
[[nodiscard]] WAITLIST_EXPORT Result<SwapValues> swap_values(const Ranking& ranking,
                                                             std::uint32_t first,
                                                             unsigned threads = 1);

}  // namespace waitlist
