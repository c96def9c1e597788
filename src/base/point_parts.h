// Points counted exactly, in equal parts of a thousandth (policy-format.md section 7).
#pragma once

#include <waitlist/base/whole.h>

#include <cstdint>
#include <string>

namespace waitlist {

/// Parts of a thousandth of a point. How many a thousandth has is the policy's: with one, parts are
/// thousandths.
using PointParts = Whole<struct PointPartsUnit>;

[[nodiscard]] constexpr PointParts in_parts(Points points, std::int64_t parts) noexcept {
  return PointParts{points.count() * parts};
}

/// The same with what had been left out.
[[nodiscard]] constexpr PointParts in_parts(Points points,
                                            std::int64_t part,
                                            std::int64_t parts) noexcept {
  return PointParts{points.count() * parts + part};
}

/// Rounded down to a thousandth, below nought too.
[[nodiscard]] constexpr Points rounded_down(PointParts exact, std::int64_t parts) noexcept {
  if (parts == 1) return Points{exact.count()};
  const std::int64_t whole = exact.count() / parts;
  return Points{whole * parts > exact.count() ? whole - 1 : whole};
}

/// What rounding down leaves out: 0 to `parts` - 1.
[[nodiscard]] constexpr std::int64_t left_out(PointParts exact, std::int64_t parts) noexcept {
  return parts == 1 ? 0 : exact.count() - rounded_down(exact, parts).count() * parts;
}

/// `0.140`; a fraction of a point where a thousandth is not fine enough: `1/365`.
[[nodiscard]] std::string to_text(PointParts exact, std::int64_t parts);

}  // namespace waitlist
