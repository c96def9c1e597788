/// \file shift_interval.h
/// \brief How far the values of a group lie from those of the rest: the usual difference of two
/// units, one of each (Hodges and Lehmann 1963).
/// Layer: equality (may use base to queue).
/// Units: those of the values.  Requires: a value and a mark for each unit.
/// Complexity: O(n log n).  Threads: pure.
/// Not: a gap of means. It is the middle of all differences between two units.
#pragma once

#include <waitlist/base/export.h>

#include <cstdint>
#include <optional>
#include <span>

namespace waitlist {

struct ShiftInterval {
  double estimate = 0.0;  ///< half of the differences lie below, half above
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  double confidence = 0.0;  ///< at least what was asked for
  bool exact = false;       ///< by counted rank sums; else by their normal approximation
};

/// nullopt where so few units have no interval of this confidence, or one side has none.
[[nodiscard]] WAITLIST_EXPORT std::optional<ShiftInterval> shift_interval(
    std::span<const std::int64_t> values,
    std::span<const std::uint8_t> in_group,
    double confidence = 0.95);

}  // namespace waitlist
