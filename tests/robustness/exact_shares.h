// Exact shares of what is drawn evenly, by formulas that look nothing like the draws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace waitlist::exact_shares {

struct Fraction {
  std::int64_t over = 0;
  std::int64_t under = 1;

  [[nodiscard]] double value() const {
    return static_cast<double>(over) / static_cast<double>(under);
  }
};

/// The share of weights, evenly spread over all that add up to one, with which one alternative
/// comes to more than another: by the differences of their values. Requires no two alike above 0.
[[nodiscard]] double share_above(const std::vector<std::int64_t>& differences);

/// The share of points of a box, each side evenly from 0 to 1, in which the sum of sides times
/// `times` is at most `most`. Requires no 0 in `times`.
[[nodiscard]] double share_of_box(const std::vector<std::int64_t>& times, std::int64_t most);

/// Whether so many of so many draws are as near to this share as five standard errors.
[[nodiscard]] bool agrees(std::uint64_t count, std::uint64_t draws, double share);

}  // namespace waitlist::exact_shares
