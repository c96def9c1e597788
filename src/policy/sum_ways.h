// Points in the three ways in which a group is added up, side by side: a processor adds, compares
// and halves them at once.
#pragma once

#include <cstdint>

namespace waitlist {

/// Thousandths of points, and beside them how many answers have still to be read.
class SumWays {
 public:
  /// Nothing unknown; the unknown as the policy counts it; and at its most.
  enum Way : std::uint8_t { least, full, most, unread };

  SumWays() noexcept = default;

  SumWays(std::int32_t at_least,
          std::int32_t in_full,
          std::int32_t at_most,
          std::int32_t answers_unread = 0) noexcept
      : in_{at_least, in_full, at_most, answers_unread} {}

  /// The same in each way.
  [[nodiscard]] static SumWays alike(std::int32_t points) noexcept {
    return {points, points, points};
  }

  [[nodiscard]] std::int32_t operator[](Way way) const noexcept { return in_[way]; }

  SumWays& operator+=(const SumWays& more) noexcept {
    in_ += more.in_;
    return *this;
  }

  /// Half of what is left of a sum without these, rounded down. Requires that none is above it.
  [[nodiscard]] SumWays half_to(const SumWays& sum) const noexcept {
    return SumWays{(sum.in_ - in_) >> 1};
  }

  [[nodiscard]] friend SumWays higher(const SumWays& a, const SumWays& b) noexcept {
    return SumWays{a.in_ > b.in_ ? a.in_ : b.in_};
  }

  [[nodiscard]] friend SumWays lower(const SumWays& a, const SumWays& b) noexcept {
    return SumWays{a.in_ < b.in_ ? a.in_ : b.in_};
  }

 private:
  using Lanes [[gnu::vector_size(16)]] = std::int32_t;

  explicit SumWays(Lanes in) noexcept : in_{in} {}

  Lanes in_{};
};

}  // namespace waitlist
