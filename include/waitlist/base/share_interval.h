/// \file share_interval.h
/// \brief Between which shares a count of so many leaves room, and how far two shares lie apart.
/// Layer: base (may use nothing).
/// Source: Clopper and Pearson 1934; Wilson 1927; Newcombe 1998, method 10.
/// Units: shares from 0 to 1.  Requires: count <= of, of > 0, 0 < confidence < 1.
/// Errors: none.  Complexity: O(1).  Threads: pure.
/// Not: an error of counting. A list is complete; the interval takes it as one draw.
#pragma once

#include <waitlist/base/export.h>

#include <cstdint>

namespace waitlist {

struct Counted {
  std::uint64_t count = 0;
  std::uint64_t of = 1;

  [[nodiscard]] double share() const noexcept {
    return static_cast<double>(count) / static_cast<double>(of);
  }
};

struct Between {
  double lower = 0.0;
  double upper = 0.0;
};

/// Covers the true share in at least this share of draws, always.
[[nodiscard]] WAITLIST_EXPORT Between clopper_pearson(Counted counted, double confidence = 0.95);

/// Narrower; covers it so often on average only. For charts.
[[nodiscard]] WAITLIST_EXPORT Between wilson(Counted counted, double confidence = 0.95);

/// How far the share of the first lies above that of the second, by Wilson's intervals: covers so
/// often on average only. What is told apart is for an exact test to say.
[[nodiscard]] WAITLIST_EXPORT Between newcombe_gap(Counted first,
                                                   Counted second,
                                                   double confidence = 0.95);

/// The same that covers it at least so often, from two intervals of half the error each.
[[nodiscard]] WAITLIST_EXPORT Between guaranteed_gap(Counted first,
                                                     Counted second,
                                                     double confidence = 0.95);

}  // namespace waitlist
