/// \file day.h
/// \brief A calendar day that exists, its ISO 8601 text, and age in completed months.
/// Layer: base.  Range: 1900-01-01 to 2199-12-31.
/// Errors: parsing answers nullopt; every Day that exists is a real day.
/// Complexity: O(1).  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/whole.h>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

/// One day of the Gregorian calendar. No clock and no time zone: "today" is always an argument.
class WAITLIST_EXPORT Day {
 public:
  /// The day of this year, month (1 to 12) and day of month, or nullopt when there is none.
  [[nodiscard]] static std::optional<Day> from_ymd(int year, unsigned month, unsigned day) noexcept;

  /// Reads exactly `YYYY-MM-DD`; anything else, and any day that does not exist, is nullopt.
  [[nodiscard]] static std::optional<Day> parse(std::string_view text) noexcept;

  /// The day this many days after 1970-01-01 (before it when negative), or nullopt out of range.
  [[nodiscard]] static constexpr std::optional<Day> from_days_since_epoch(
      std::int64_t days) noexcept {
    if (days < kFirst || days > kLast) return std::nullopt;
    return Day{static_cast<std::int32_t>(days)};
  }

  [[nodiscard]] static constexpr Day first() noexcept { return Day{kFirst}; }  ///< 1900-01-01

  [[nodiscard]] static constexpr Day last() noexcept { return Day{kLast}; }  ///< 2199-12-31

  [[nodiscard]] constexpr std::int32_t days_since_epoch() const noexcept { return days_; }

  [[nodiscard]] int year() const noexcept;
  [[nodiscard]] unsigned month() const noexcept;         ///< 1 to 12
  [[nodiscard]] unsigned day_of_month() const noexcept;  ///< 1 to 31

  /// `YYYY-MM-DD`.
  [[nodiscard]] std::string text() const;

  friend constexpr auto operator<=>(const Day&, const Day&) = default;

  /// Calendar days from `b` to `a`; negative when `a` is earlier.
  friend constexpr Days operator-(Day a, Day b) noexcept {
    return Days{std::int64_t{a.days_} - b.days_};
  }

  /// The day this much later, held at the ends of the range: a date past 2199 is 2199-12-31.
  friend constexpr Day operator+(Day day, Days later) noexcept {
    const std::int64_t sum = day.days_ + later.count();
    return Day{sum < kFirst ? kFirst : sum > kLast ? kLast : static_cast<std::int32_t>(sum)};
  }

  friend constexpr Day operator-(Day day, Days earlier) noexcept { return day + -earlier; }

 private:
  static constexpr std::int32_t kFirst = -25567;
  static constexpr std::int32_t kLast = 84005;

  constexpr explicit Day(std::int32_t days) noexcept : days_{days} {}

  std::int32_t days_;
};

/// Completed months from `born` to `on`; 0 when `on` is earlier. A month is completed on the same
/// day of the month; someone born on the 29th, 30th or 31st completes it on the 1st of the next
/// month where that day is missing, so a birthday on 29 February falls on 1 March in common years.
[[nodiscard]] WAITLIST_EXPORT Months completed_months(Day born, Day on) noexcept;

/// The first day on which so many months are completed; nullopt when it is past Day::last().
/// Requires months from 0 to 12 000.
[[nodiscard]] WAITLIST_EXPORT std::optional<Day> day_of_age(Day born, Months months) noexcept;

}  // namespace waitlist
