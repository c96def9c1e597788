// Points for waiting as a function of the wait: straight pieces without a gap.
#pragma once

#include <waitlist/policy/policy.h>

#include "base/point_parts.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace waitlist {

/// One straight piece, up to the beginning of the next.
struct WaitingPiece {
  std::int64_t from = 0;  ///< days, completed months or years, as WaitingRule::count says
  PointParts at_start;
  PointParts slope;  ///< gained by each of them on the piece
};

/// What waiting earns at one multiple of the rates, its cap applied.
struct WaitingCourse {
  std::int64_t times = 1000;         ///< thousandths of the rates
  std::vector<WaitingPiece> pieces;  ///< never empty; the first begins at 0, slopes differ

  [[nodiscard]] PointParts points(std::int64_t wait) const noexcept {
    const WaitingPiece& at = piece(wait);
    return at.at_start + at.slope * (wait - at.from);
  }

  /// The piece on which this wait lies; the points of the next day, month or year lie on it too.
  [[nodiscard]] const WaitingPiece& piece(std::int64_t wait) const noexcept {
    std::size_t at = pieces.size() - 1;
    if (at > kFew) return far_piece(wait);
    while (pieces[at].from > wait) --at;
    return pieces[at];
  }

 private:
  static constexpr std::size_t kFew = 32;  ///< so many are looked at one after the other

  [[nodiscard]] const WaitingPiece& far_piece(std::int64_t wait) const noexcept;
};

/// The largest number of days, months or years that a rate may begin at or be spread over.
[[nodiscard]] std::int64_t wait_most(WaitUnit unit) noexcept;

/// `day`, `month` or `year`.
[[nodiscard]] std::string_view wait_unit_word(WaitUnit unit) noexcept;

/// The fewest and the most days, completed months or years that so many days can be, whenever they
/// begin.
struct WaitRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

[[nodiscard]] WaitRange waits_of(WaitUnit unit, Days days);

/// Into how many parts a thousandth of a point is cut so that every rate times every multiple is
/// whole in them: the least such number, or one past limits::kPointPartsMax that no such number is
/// below. Requires rates with `every` of 1 or more.
[[nodiscard]] std::int64_t point_parts(const WaitingRule& rule) noexcept;

/// The most parts with which no sum under this policy, nor any line through one on any day, passes
/// what 64 bits hold. Requires rates, multiples and points within their ranges.
[[nodiscard]] std::int64_t most_point_parts(const Policy& policy) noexcept;

/// `rule` at this multiple, in parts as point_parts() says, or a multiple of them.
[[nodiscard]] WaitingCourse waiting_course(const WaitingRule& rule,
                                           std::int64_t times,
                                           std::int64_t parts);

}  // namespace waitlist
