// Lines over an axis: what a function earns, a list over time, with intervals where there are any.
#pragma once

#include "report/html/chart.h"

#include <string>
#include <vector>

namespace waitlist::html {

struct PlotPoint {
  double x = 0, y = 0;
};

/// What holds between two points: a straight line, or the value of the first.
enum class PlotLine : bool { straight, steps };

struct PlotInterval {
  double x = 0, low = 0, high = 0;
};

/// A line, and the interval round it where it is uncertain. Both go from left to right. A point
/// that is not a number breaks the line; a point alone is a dot.
struct PlotSeries {
  std::string label;
  std::vector<PlotPoint> points;
  std::vector<PlotInterval> interval;
  PlotLine line = PlotLine::straight;
};

/// Up to six series are told apart by colour, dashes and label; a seventh looks like the first.
struct Plot {
  ChartName name;
  ChartAxis x, y;
  std::vector<PlotSeries> series;
  std::vector<ChartMark> marks_x;  ///< upright lines, named above the chart
  std::vector<ChartMark> marks_y;  ///< level lines, named on them
};

/// The plot as `<svg>`, for a `<figure class="chart">`.
[[nodiscard]] std::string svg(const Plot& plot);

}  // namespace waitlist::html
