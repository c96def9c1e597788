#include "report/html/scale.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace waitlist::html {
namespace {

constexpr double kGreatest = 1e15;   // every whole number up to here is exact
constexpr double kLeastSpan = 1e-6;  // anything nearer together is one value

/// `times * 10^exponent`, kept apart so that ticks are exact where they can be.
struct Step {
  int times = 1;
  int exponent = 0;

  [[nodiscard]] double of(double count) const noexcept {
    double power = 1;
    for (int i = 0; i < std::abs(exponent); ++i) power *= 10;
    return exponent < 0 ? count * times / power : count * times * power;
  }

  void grow() noexcept {
    times = times == 1 ? 2 : times == 2 ? 5 : 1;
    if (times == 1) ++exponent;
  }
};

// Rounding must not lose a tick that stands on an end.
double steps_up_to(double value, double step) { return std::floor(value / step + 1e-9); }

double steps_from(double value, double step) { return std::ceil(value / step - 1e-9); }

}  // namespace

void Extent::add(double value) noexcept {
  if (!std::isfinite(value)) return;
  value = std::clamp(value, -kGreatest, kGreatest);
  least_ = empty_ ? value : std::min(least_, value);
  most_ = empty_ ? value : std::max(most_, value);
  empty_ = false;
}

Scale::Scale(const Extent& extent, ScaleEnds ends, int ticks_max)
    : from_{extent.least()}, to_{extent.most()} {
  WAITLIST_CHECK(ticks_max >= 2);
  const double size = std::max(std::abs(from_), std::abs(to_));
  if (to_ - from_ < std::max(kLeastSpan, size * 1e-9)) {
    const double around = std::max(size, 1.0) / 2;
    from_ -= from_ == 0 ? 0 : around;
    to_ += around;
  }
  Step step{1, -7};
  const bool rounded = ends == ScaleEnds::rounded;
  const auto first = [&] {
    const double width = step.of(1);
    return rounded ? std::floor(from_ / width + 1e-9) : steps_from(from_, width);
  };
  const auto last = [&] {
    const double width = step.of(1);
    return rounded ? std::ceil(to_ / width - 1e-9) : steps_up_to(to_, width);
  };
  while (last() - first() + 1 > ticks_max) step.grow();
  const int decimals = std::max(0, -step.exponent);
  const auto end = static_cast<std::int64_t>(last());
  for (auto count = static_cast<std::int64_t>(first()); count <= end; ++count) {
    const double value = step.of(static_cast<double>(count));
    ticks_.push_back({value, fmt::format("{:.{}f}", value, decimals)});
  }
  if (rounded) {
    from_ = ticks_.front().value;
    to_ = ticks_.back().value;
  }
}

void Scale::place(double begin, double end) noexcept {
  begin_ = begin;
  end_ = end;
}

double Scale::at(double value) const noexcept {
  return begin_ + (std::clamp(value, from_, to_) - from_) / (to_ - from_) * (end_ - begin_);
}

}  // namespace waitlist::html
