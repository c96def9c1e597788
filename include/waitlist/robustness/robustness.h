/// \file robustness.h
/// \brief How sure an order is: what is proved, what is drawn, and which numbers decide.
/// Layer: robustness (may use base, cases, policy, scoring, queue).
/// Words and premises: docs/reference/robustness.md.
/// Not: whether the policy is right. It says what would come of policies that are nearly this one.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/robustness/certain_places.h>
#include <waitlist/robustness/deciding_numbers.h>
#include <waitlist/robustness/drawn_places.h>
#include <waitlist/robustness/swap_values.h>
#include <waitlist/robustness/varied_policy.h>

#include <cstdint>
#include <vector>

namespace waitlist {

struct RobustnessOptions {
  std::int64_t share_percent = 10;  ///< of numbers without an interval in the policy
  std::uint32_t first = 50;         ///< 1 or more; of a shorter list all
  std::uint32_t draws = 1000;       ///< 0: none
  std::uint64_t seed = 1;
  unsigned threads = 1;  ///< the result does not depend on it
};

struct Robustness {
  Ranking ranking;
  VariedPolicy varied;
  CertainPlaces certain;
  DrawnPlaces drawn;
  std::vector<DecidingNumber> deciding;
  SwapValues swaps;
};

/// Of a whole list under its policy. Errors: those of the parts; a ranking that is a part of one.
[[nodiscard]] WAITLIST_EXPORT Result<Robustness> robustness(const Ranking& ranking,
                                                            const RobustnessOptions& options = {});

}  // namespace waitlist
