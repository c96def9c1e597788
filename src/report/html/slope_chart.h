// Two upright axes and a line from one to the other for each thing: places before and after.
#pragma once

#include "report/html/chart.h"

#include <cstddef>
#include <string>
#include <vector>

namespace waitlist::html {

/// Stands with its label and both its values at the ends of its line.
struct Slope {
  std::string label;
  double before = 0, after = 0;  ///< finite; whole ones are written as such
  std::size_t series = 0;        ///< place in SlopeChart::series
};

struct SlopeChart {
  ChartName name;
  std::string before, after;        ///< what the axes are called
  std::vector<std::string> series;  ///< labels; those that are not empty are in the key
  std::vector<Slope> slopes;        ///< as many as there is room for labels: some dozens
};

/// Where labels stand that want to be at `wanted`: in the same order, each `gap` below the one
/// before at least, all between `top` and `bottom` where there is room, and else below `top`; as
/// near as can be in the sum of squares. Requires that `wanted` grows.
[[nodiscard]] std::vector<double> spread_labels(const std::vector<double>& wanted,
                                                double gap,
                                                double top,
                                                double bottom);

/// The chart as `<svg>`, for a `<figure class="chart">`. The least value is at the top.
[[nodiscard]] std::string svg(const SlopeChart& chart);

}  // namespace waitlist::html
