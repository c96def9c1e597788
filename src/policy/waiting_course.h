// Points for waiting as a function of the days waited: straight pieces without a gap.
#pragma once

#include <waitlist/policy/policy.h>

#include <cstdint>
#include <vector>

namespace waitlist {

/// One straight piece, up to the beginning of the next.
struct WaitingPiece {
  std::int64_t from_day = 0;
  Points at_start;
  Points slope;  ///< gained by each day of the piece
};

/// What waiting earns at one multiple of the rates, its cap applied.
struct WaitingCourse {
  std::int64_t times = 1000;         ///< thousandths of the rates
  std::vector<WaitingPiece> pieces;  ///< never empty; the first begins at 0, slopes differ

  [[nodiscard]] Points points(std::int64_t days) const noexcept {
    const WaitingPiece& at = piece(days);
    return at.at_start + at.slope * (days - at.from_day);
  }

  /// The piece on which this day lies; the next day's points lie on it too.
  [[nodiscard]] const WaitingPiece& piece(std::int64_t days) const noexcept {
    std::size_t at = pieces.size() - 1;
    while (pieces[at].from_day > days) --at;
    return pieces[at];
  }
};

/// `rule` at this multiple. compile() made sure that every rate times every multiple is whole.
[[nodiscard]] WaitingCourse waiting_course(const WaitingRule& rule, std::int64_t times);

}  // namespace waitlist
