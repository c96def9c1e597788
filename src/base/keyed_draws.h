// Random numbers that depend on nothing but a key, so that one draw never shifts another.
#pragma once

#include <cstdint>

namespace waitlist {

/// Draws for one case. Whole numbers only: floating point differs between machines.
class KeyedDraws {
 public:
  KeyedDraws(std::uint64_t seed, std::uint64_t number) noexcept
      : key_{mixed(mixed(seed) ^ (number * 0x9e3779b97f4a7c15U))} {}

  /// 64 bits for this purpose, each as likely set as not.
  [[nodiscard]] std::uint64_t bits(std::uint64_t purpose) const noexcept {
    return mixed(key_ + purpose * 0xd1342543de82ef95U);
  }

  /// A number from 0 to `bound` - 1 for this purpose. `bound` is small against 2^32, so that the
  /// unevenness of the product is below one in a million.
  [[nodiscard]] std::int64_t below(std::uint64_t purpose, std::int64_t bound) const noexcept {
    const std::uint64_t high = bits(purpose) >> 32U;
    return static_cast<std::int64_t>((high * static_cast<std::uint64_t>(bound)) >> 32U);
  }

  /// A number between 0 and 1, neither of them, in steps of 2^-53.
  [[nodiscard]] double fraction(std::uint64_t purpose) const noexcept {
    constexpr double kStep = 1.0 / 9007199254740992.0;  // 2^-53
    return (static_cast<double>(bits(purpose) >> 11U) + 0.5) * kStep;
  }

  /// True in this many of a thousand.
  [[nodiscard]] bool chance(std::uint64_t purpose, std::int64_t thousandths) const noexcept {
    return below(purpose, 1000) < thousandths;
  }

 private:
  // The finisher of SplitMix64 (Steele, Lea, Flood 2014).
  [[nodiscard]] static std::uint64_t mixed(std::uint64_t word) noexcept {
    word = (word ^ (word >> 30U)) * 0xbf58476d1ce4e5b9U;
    word = (word ^ (word >> 27U)) * 0x94d049bb133111ebU;
    return word ^ (word >> 31U);
  }

  std::uint64_t key_;
};

}  // namespace waitlist
