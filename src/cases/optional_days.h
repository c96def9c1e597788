// A day for each row that has one. A list in which no row has one costs no memory.
#pragma once

#include <waitlist/base/day.h>

#include "base/big_memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace waitlist {

class OptionalDays {
 public:
  [[nodiscard]] std::optional<Day> of(std::size_t row) const noexcept {
    return row < days_.size() ? Day::from_days_since_epoch(days_[row]) : std::nullopt;
  }

  void put(std::size_t row, const std::optional<Day>& day) {
    if (!day && row >= days_.size()) return;
    if (row >= days_.size()) days_.resize(row + 1, kNone);
    days_[row] = day ? day->days_since_epoch() : kNone;
  }

  /// Makes swap() of these rows possible.
  void prepare_swap(std::size_t a, std::size_t b) {
    const std::size_t last = std::max(a, b);
    if (std::min(a, b) < days_.size() && last >= days_.size()) days_.resize(last + 1, kNone);
  }

  /// Gives each of two rows the day of the other. Requires prepare_swap() since the last put().
  void swap(std::size_t a, std::size_t b) noexcept {
    if (std::max(a, b) < days_.size()) std::swap(days_[a], days_[b]);
  }

  /// Leaves a row without a day.
  void clear(std::size_t row) noexcept {
    if (row < days_.size()) days_[row] = kNone;
  }

  /// Takes over the days of other rows, which come after `offset` rows.
  void append(const OptionalDays& more, std::size_t offset) {
    if (more.days_.empty()) return;
    days_.resize(offset, kNone);
    days_.insert(days_.end(), more.days_.begin(), more.days_.end());
  }

 private:
  static constexpr std::int32_t kNone = INT32_MAX;

  BigVector<std::int32_t> days_;  ///< of the first rows; the others have none
};

}  // namespace waitlist
