/// \file decimal.h
/// \brief A number with decimals as people write it, exact: 7.1 is 7.1.
/// Layer: base.  Units: none; whoever holds one says what it counts.
/// Range: at most six decimals, and less than kWholeMax on either side of 0.
/// Complexity: O(1).  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

/// A number of millionths. A whole number is one as it stands; a floating-point one is none.
class Decimal {
 public:
  static constexpr int kDecimalsMax = 6;
  static constexpr std::int64_t kWholeMax = 1'000'000'000'000;

  constexpr Decimal() noexcept = default;

  /// Requires a number from -kWholeMax to kWholeMax.
  // NOLINTNEXTLINE(google-explicit-constructor): a whole number is a decimal number
  constexpr Decimal(std::int64_t whole) noexcept : millionths_{whole * kUnit} {}

  template <std::floating_point Number>
  Decimal(Number) = delete;

  [[nodiscard]] static constexpr Decimal of_millionths(std::int64_t count) noexcept {
    Decimal number;
    number.millionths_ = count;
    return number;
  }

  /// `count` units of so many decimals: of_units(71, 1) is 7.1. Requires 0 to kDecimalsMax decimals
  /// and a number in range.
  [[nodiscard]] static constexpr Decimal of_units(std::int64_t count, int decimals) noexcept {
    return of_millionths(count * unit(decimals));
  }

  /// `7`, `-0.25`, `7.100`: digits, perhaps `-` before them and a point among them, no blanks.
  /// nullopt: something else, or a number that is out of range or has more than six decimals other
  /// than noughts at its end.
  [[nodiscard]] WAITLIST_EXPORT static std::optional<Decimal> parse(std::string_view text) noexcept;

  [[nodiscard]] constexpr std::int64_t millionths() const noexcept { return millionths_; }

  /// How many units of so many decimals it is: 7.1 is 71 units of one decimal; nullopt when it is
  /// not whole in them. Requires 0 to kDecimalsMax decimals.
  [[nodiscard]] constexpr std::optional<std::int64_t> units(int decimals) const noexcept {
    if (millionths_ % unit(decimals) != 0) return std::nullopt;
    return millionths_ / unit(decimals);
  }

  /// With a point only where it is not whole, and no nought at the end: `7`, `7.1`, `-0.25`.
  [[nodiscard]] WAITLIST_EXPORT std::string text() const;

  /// With exactly so many decimals: `7.10`. Requires 0 to kDecimalsMax, and a number that is whole
  /// in units of them.
  [[nodiscard]] WAITLIST_EXPORT std::string text(int decimals) const;

  friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;

 private:
  static constexpr std::int64_t kUnit = 1'000'000;

  /// Millionths in a unit of so many decimals.
  [[nodiscard]] static constexpr std::int64_t unit(int decimals) noexcept {
    std::int64_t millionths = kUnit;
    for (int i = 0; i < decimals; ++i) millionths /= 10;
    return millionths;
  }

  std::int64_t millionths_ = 0;
};

}  // namespace waitlist
