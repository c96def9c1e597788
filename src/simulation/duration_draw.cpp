#include "simulation/duration_draw.h"

#include "base/quantiles.h"

namespace waitlist {

DurationDraw::DurationDraw(const DurationLaw& law, std::int64_t ticks_per_day)
    : kind_{law.kind},
      mean_{law.mean_days * static_cast<double>(ticks_per_day)},
      stages_{law.stages} {
  if (kind_ == DurationKind::fixed) recorded_.push_back(nearest_tick(mean_));
  for (const double days : law.recorded_days) {
    recorded_.push_back(nearest_tick(days * static_cast<double>(ticks_per_day)));
  }
  const double square = std::log(1.0 + law.variation * law.variation);
  if (kind_ != DurationKind::lognormal) return;
  spread_ = std::sqrt(square);
  location_ = std::log(mean_) - square / 2.0;
}

std::int64_t DurationDraw::drawn_erlang(const KeyedDraws& draws, std::uint64_t purpose) const {
  // Purposes of one subject stay far below this step, so the stages meet nobody else's draws.
  constexpr std::uint64_t kStageStep = std::uint64_t{1} << 48U;
  double product = 1.0;
  double sum = 0.0;
  for (std::int64_t stage = 0; stage < stages_; ++stage) {
    product *= draws.fraction(purpose + static_cast<std::uint64_t>(stage) * kStageStep);
    if (product > 1e-200) continue;  // far from what a double can hold
    sum -= std::log(product);
    product = 1.0;
  }
  sum -= std::log(product);
  return nearest_tick(sum * mean_ / static_cast<double>(stages_));
}

std::int64_t DurationDraw::drawn_lognormal(const KeyedDraws& draws, std::uint64_t purpose) const {
  const double z = normal_quantile(draws.fraction(purpose));
  return nearest_tick(std::exp(location_ + spread_ * z));
}

std::string_view to_text(DurationKind kind) noexcept {
  switch (kind) {
    case DurationKind::exponential: return "exponential";
    case DurationKind::fixed: return "fixed";
    case DurationKind::erlang: return "erlang";
    case DurationKind::lognormal: return "lognormal";
    case DurationKind::recorded: return "recorded";
  }
  return "";
}

}  // namespace waitlist
