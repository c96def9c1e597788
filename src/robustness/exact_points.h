// Points that are whole in the parts of one policy, beside those of another: 64 bits hold them.
#pragma once

#include <waitlist/base/whole.h>

#include "base/point_parts.h"

#include <compare>
#include <cstdint>

namespace waitlist {

/// Thousandths, and what is left in parts of so many: below `of`, which every number that is added
/// or compared has alike. Parts of a policy are below 2^24, so that those of two fit.
struct ExactPoints {
  std::int64_t thousandths = 0;
  std::int64_t left = 0;  ///< 0 to `of` - 1

  /// `count` parts, of which a thousandth has `parts`; `times` of them make one of `of`.
  [[nodiscard]] static constexpr ExactPoints of_parts(std::int64_t count,
                                                      std::int64_t parts,
                                                      std::int64_t times) noexcept {
    const PointParts exact{count};
    return {rounded_down(exact, parts).count(), left_out(exact, parts) * times};
  }

  [[nodiscard]] constexpr ExactPoints plus(ExactPoints more, std::int64_t of) const noexcept {
    const std::int64_t sum = left + more.left;
    return {thousandths + more.thousandths + (sum >= of ? 1 : 0), sum >= of ? sum - of : sum};
  }

  [[nodiscard]] constexpr ExactPoints less(ExactPoints other, std::int64_t of) const noexcept {
    const std::int64_t rest = left - other.left;
    return {thousandths - other.thousandths - (rest < 0 ? 1 : 0), rest < 0 ? rest + of : rest};
  }

  friend constexpr auto operator<=>(const ExactPoints&, const ExactPoints&) = default;
};

}  // namespace waitlist
