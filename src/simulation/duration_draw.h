// Whole numbers of ticks drawn from a law of durations.
#pragma once

#include <waitlist/simulation/duration.h>

#include "base/keyed_draws.h"

#include <cmath>
#include <cstdint>
#include <vector>

namespace waitlist {

/// The nearest whole tick. A time is positive and far below 2^52, so adding a half is exact enough,
/// and lround() would be a call in the innermost loop.
[[nodiscard]] inline std::int64_t nearest_tick(double ticks) {
  return static_cast<std::int64_t>(ticks + 0.5);  // NOLINT(bugprone-incorrect-roundings)
}

/// An exponential duration of this mean, to the nearest tick.
[[nodiscard]] inline std::int64_t exponential_ticks(const KeyedDraws& draws,
                                                    std::uint64_t purpose,
                                                    double mean_ticks) {
  return nearest_tick(-std::log(draws.fraction(purpose)) * mean_ticks);
}

/// A law made ready to draw. Events are whole ticks, so no later sum depends on rounding.
class DurationDraw {
 public:
  DurationDraw(const DurationLaw& law, std::int64_t ticks_per_day);

  [[nodiscard]] std::int64_t draw(const KeyedDraws& draws, std::uint64_t purpose) const {
    switch (kind_) {
      case DurationKind::exponential: return exponential_ticks(draws, purpose, mean_);
      case DurationKind::fixed: return recorded_.front();
      case DurationKind::erlang: return drawn_erlang(draws, purpose);
      case DurationKind::lognormal: return drawn_lognormal(draws, purpose);
      case DurationKind::recorded: break;
    }
    const auto count = static_cast<std::int64_t>(recorded_.size());
    return recorded_[static_cast<std::size_t>(draws.below(purpose, count))];
  }

 private:
  [[nodiscard]] std::int64_t drawn_erlang(const KeyedDraws& draws, std::uint64_t purpose) const;
  [[nodiscard]] std::int64_t drawn_lognormal(const KeyedDraws& draws, std::uint64_t purpose) const;

  DurationKind kind_;
  double mean_;  ///< ticks
  std::int64_t stages_;
  double location_ = 0.0;  ///< mean of the logarithm of a lognormal
  double spread_ = 0.0;    ///< its standard deviation
  std::vector<std::int64_t> recorded_;
};

}  // namespace waitlist
