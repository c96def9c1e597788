// What a number earns by so many points for each step, and when that changes.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/policy/points_per.h>

#include <cstdint>
#include <optional>

namespace waitlist {

/// Points of a number. Requires a scale without faults, and a number of 0 or more.
[[nodiscard]] Points earned(const PointsPer& per, Decimal number) noexcept;

/// Whether no number up to this one earns more than limits::kPointsMax of itself. Requires a scale
/// whose other members are in range.
[[nodiscard]] bool stays_within(const PointsPer& per, Decimal greatest) noexcept;

/// The next whole number after this one of which points may differ; nullopt: all that follow earn
/// the same.
[[nodiscard]] std::optional<std::int64_t> next_step(const PointsPer& per,
                                                    std::int64_t number) noexcept;

/// Completed units from a date to a day; 0 when the day is earlier.
[[nodiscard]] std::int64_t completed(DateUnit unit, Day since, Day on) noexcept;

/// The first day on which so many units are completed; nullopt when it is past Day::last().
/// Requires 0 or more.
[[nodiscard]] std::optional<Day> day_completed(DateUnit unit,
                                               Day since,
                                               std::int64_t count) noexcept;

/// The most that can be completed between two days.
[[nodiscard]] std::int64_t most_completed(DateUnit unit) noexcept;

}  // namespace waitlist
