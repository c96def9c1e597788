// What stands round the data of a chart: marks with their names above, the axis below.
#pragma once

#include "report/html/chart.h"
#include "report/html/scale.h"
#include "report/html/svg.h"

#include <cstddef>
#include <string>
#include <vector>

namespace waitlist::html {

/// Vertical marks: their labels stand in rows above the chart, so that none covers another.
class MarkLabels {
 public:
  /// `scale` has its place already. Marks outside it, or not a number, are left out.
  MarkLabels(const std::vector<ChartMark>& marks, const Scale& scale);

  [[nodiscard]] double height() const noexcept;
  /// Labels from `top` on, and lines from there to `bottom`.
  void draw(Svg& svg, double top, double bottom) const;

 private:
  struct Label {
    double x = 0;
    double edge = 0;  ///< where the text begins or ends, beside the line
    std::string text;
    std::size_t row = 0;
    Anchor anchor = Anchor::start;
  };

  std::vector<Label> labels_;
  std::size_t rows_ = 0;
};

/// Ticks, their grid and labels, and the title of a horizontal axis below the chart. Returns where
/// it ends.
double draw_axis_below(
    Svg& svg, const Scale& scale, const std::string& title, double top, double bottom);

}  // namespace waitlist::html
