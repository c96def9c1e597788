/// \file whole.h
/// \brief Counts of one unit: points, calendar days, working days, months.
/// Layer: base.  Units: each type names its own; different units do not add.
/// Ranges: any 64-bit count; the readers bound what enters (limits.h), so sums cannot overflow.
/// Errors: none.  Complexity: O(1).  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>

#include <compare>
#include <cstdint>
#include <string>

namespace waitlist {

/// A whole number of one unit. Adding, subtracting and scaling by a plain count are exact.
template <class Unit>
class Whole {
 public:
  constexpr Whole() noexcept = default;

  constexpr explicit Whole(std::int64_t count) noexcept : count_{count} {}

  [[nodiscard]] constexpr std::int64_t count() const noexcept { return count_; }

  friend constexpr auto operator<=>(const Whole&, const Whole&) = default;

  constexpr Whole& operator+=(Whole other) noexcept {
    count_ += other.count_;
    return *this;
  }

  constexpr Whole& operator-=(Whole other) noexcept {
    count_ -= other.count_;
    return *this;
  }

  friend constexpr Whole operator+(Whole a, Whole b) noexcept { return Whole{a.count_ + b.count_}; }

  friend constexpr Whole operator-(Whole a, Whole b) noexcept { return Whole{a.count_ - b.count_}; }

  friend constexpr Whole operator-(Whole a) noexcept { return Whole{-a.count_}; }

  friend constexpr Whole operator*(Whole a, std::int64_t times) noexcept {
    return Whole{a.count_ * times};
  }

 private:
  std::int64_t count_ = 0;
};

/// Points, counted in thousandths: `Points{12500}` is 12.500 points.
using Points = Whole<struct PointsUnit>;
/// Calendar days; waiting is lived in these (domain reference, section 4.1).
using Days = Whole<struct DaysUnit>;
/// Working days of a WorkingCalendar; service standards and filing slack are counted in these.
using WorkingDays = Whole<struct WorkingDaysUnit>;
/// Completed calendar months; a child's age is counted in these.
using Months = Whole<struct MonthsUnit>;

/// `count` whole points: `whole_points(12)` is `Points{12000}`.
[[nodiscard]] constexpr Points whole_points(std::int64_t count) noexcept {
  return Points{count * 1000};
}

/// `12.500`: points with three decimals, everywhere the same.
[[nodiscard]] WAITLIST_EXPORT std::string to_text(Points points);

}  // namespace waitlist
