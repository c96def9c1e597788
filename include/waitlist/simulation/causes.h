/// \file causes.h
/// \brief What may make families wait longer, and how a difference is divided among several causes.
/// Layer: simulation (may use base to allocation).  Source: docs/background/simulation.md.
/// Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>

#include <span>
#include <string>
#include <vector>

namespace waitlist {

struct DelayCause {
  std::string id, title;
  std::string without;  ///< what stands in its place when it is taken away, in words
};

/// The exact Shapley value of each cause: what it adds, as the mean over all orders in which the
/// causes can be added. `values[S]` is the outcome with the causes of S, of which bit i is cause i,
/// so there are 2^k values for k causes. The parts add up to the last value less the first, but for
/// the rounding of doubles. Empty: their number is no power of 2, or over 2^16.
[[nodiscard]] WAITLIST_EXPORT std::vector<double> shapley_parts(std::span<const double> values);

}  // namespace waitlist
