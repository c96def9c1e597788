/// \file points_per.h
/// \brief So many points for each step of a number, and what numbers of dates count.
/// Layer: policy (may use base).  Source: docs/reference/policy-format.md, section 4.
/// Units: Points are thousandths of a point.  Threads: values; share freely.
#pragma once

#include <waitlist/base/decimal.h>
#include <waitlist/base/export.h>
#include <waitlist/base/whole.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace waitlist {

/// What is counted from a date to the day to which it is measured.
enum class DateUnit : std::uint8_t {
  days,
  months,  ///< completed ones
  years,   ///< completed ones: 12 completed months
};

/// What a step that is not completed earns.
enum class StepsCounted : std::uint8_t {
  full,  ///< nothing
  part,  ///< its part
};

/// `per = { points, every, from, start, at_most, steps }`: `start` and `points` for each step of
/// `every` above `from`, rounded down once to a thousandth, then held between 0 and `at_most`.
struct PointsPer {
  Points points;                  ///< of each step; may be negative
  Decimal every = 1;              ///< above 0, at most limits::kCountMax
  Decimal from;                   ///< 0 to limits::kCountMax; nothing below it makes a step
  Points start;                   ///< what 0 steps earn
  std::optional<Points> at_most;  ///< nullopt: no limit of its own
  StepsCounted steps = StepsCounted::full;

  friend bool operator==(const PointsPer&, const PointsPer&) = default;
};

/// `days`, `months`, `years`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(DateUnit unit) noexcept;

/// `full`, `part`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(StepsCounted steps) noexcept;

}  // namespace waitlist
