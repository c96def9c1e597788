// From values to places on an axis, with its ticks at 1, 2 or 5 times a power of ten.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace waitlist::html {

/// The least and the most of what an axis has to show. Only numbers count: no NaN, no infinity.
class Extent {
 public:
  void add(double value) noexcept;

  [[nodiscard]] double least() const noexcept { return least_; }

  [[nodiscard]] double most() const noexcept { return most_; }

 private:
  bool empty_ = true;
  double least_ = 0;
  double most_ = 0;
};

struct Tick {
  double value = 0;
  std::string label;
};

enum class ScaleEnds : bool { exact, rounded };  ///< rounded: both ends are ticks

/// A straight scale. Values past 10^15 are drawn at its end. Plain IEEE arithmetic, so the same
/// bytes everywhere.
class Scale {
 public:
  /// Requires at least 2 as `ticks_max`; there are about as many, never more.
  Scale(const Extent& extent, ScaleEnds ends, int ticks_max);

  /// Where on the picture the scale begins and ends.
  void place(double begin, double end) noexcept;

  /// Other ticks than round numbers, in order.
  void set_ticks(std::vector<Tick> ticks) { ticks_ = std::move(ticks); }

  [[nodiscard]] double at(double value) const noexcept;

  [[nodiscard]] double from() const noexcept { return from_; }

  [[nodiscard]] double to() const noexcept { return to_; }

  [[nodiscard]] const std::vector<Tick>& ticks() const noexcept { return ticks_; }

 private:
  double from_;
  double to_;
  double begin_ = 0;
  double end_ = 1;
  std::vector<Tick> ticks_;
};

}  // namespace waitlist::html
