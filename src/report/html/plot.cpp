#include "report/html/plot.h"

#include "report/html/chart_frame.h"
#include "report/html/scale.h"
#include "report/html/svg.h"
#include "report/text_table.h"

#include <algorithm>
#include <cmath>

namespace waitlist::html {
namespace {

constexpr double kPlotHeight = 220;
constexpr double kRightMargin = 18;

bool is_real(const PlotPoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

bool is_real(const PlotInterval& at) {
  return std::isfinite(at.x) && std::isfinite(at.low) && std::isfinite(at.high);
}

class PlotDrawing {
 public:
  explicit PlotDrawing(const Plot& plot)
      : plot_{plot},
        x_{extent_of_x(plot), ScaleEnds::exact, 6},
        y_{extent_of_y(plot), ScaleEnds::rounded, 6} {
    std::size_t columns = 0;
    for (const Tick& tick : y_.ticks()) columns = std::max(columns, display_width(tick.label));
    left_ = text_room(columns) + 16;
    x_.place(left_, kChartWidth - kRightMargin);
  }

  std::string text() {
    const std::size_t title = svg_.lines(8, kTextLine, plot_.y.title, kTitleColumns, 2, "title");
    const MarkLabels marks{plot_.marks_x, x_};
    const double names = static_cast<double>(title) * kTextLine + 8;
    const double top = names + marks.height() + 6;
    const double bottom = top + kPlotHeight;
    y_.place(bottom, top);
    for (const Tick& tick : y_.ticks()) {
      const double y = y_.at(tick.value);
      svg_.line(left_, y, kChartWidth - kRightMargin, y, "grid");
      svg_.text(left_ - 6, y + 5, Anchor::end, tick.label, "number");
    }
    double end = draw_axis_below(svg_, x_, plot_.x.title, top, bottom);
    if (y_.from() < 0 && y_.to() > 0) {
      svg_.line(left_, y_.at(0), kChartWidth - kRightMargin, y_.at(0), "axis");
    }
    for (std::size_t i = 0; i < plot_.series.size(); ++i) add_interval(i);
    marks.draw(svg_, names, bottom);
    for (std::size_t i = 0; i < plot_.series.size(); ++i) add_line(i);
    for (const ChartMark& mark : plot_.marks_y) add_level(mark);
    for (std::size_t i = 0; i < plot_.series.size(); ++i) end = add_key(i, end);
    return svg_.finished(plot_.name, end + 4);
  }

 private:
  static void add_ends(Extent& extent, const ChartAxis& axis) {
    if (axis.from) extent.add(*axis.from);
    if (axis.to) extent.add(*axis.to);
  }

  static Extent extent_of_x(const Plot& plot) {
    Extent extent;
    add_ends(extent, plot.x);
    for (const PlotSeries& series : plot.series) {
      for (const PlotPoint& point : series.points) extent.add(point.x);
      for (const PlotInterval& at : series.interval) extent.add(at.x);
    }
    return extent;
  }

  static Extent extent_of_y(const Plot& plot) {
    Extent extent;
    add_ends(extent, plot.y);
    for (const PlotSeries& series : plot.series) {
      for (const PlotPoint& point : series.points) extent.add(point.y);
      for (const PlotInterval& at : series.interval) {
        extent.add(at.low);
        extent.add(at.high);
      }
    }
    for (const ChartMark& mark : plot.marks_y) extent.add(mark.at);
    return extent;
  }

  void add_interval(std::size_t index) {
    std::vector<PlotInterval> run;
    const auto close = [&] {
      std::string steps;
      for (const PlotInterval& at : run) {
        steps +=
            steps.empty() ? moved(x_.at(at.x), y_.at(at.high)) : lined(x_.at(at.x), y_.at(at.high));
      }
      std::ranges::reverse(run);  // back along the lower edge
      for (const PlotInterval& at : run) steps += lined(x_.at(at.x), y_.at(at.low));
      if (run.size() > 1) svg_.path(steps + "Z", "area " + series_class(index));
      if (run.size() == 1) {
        const double x = x_.at(run[0].x);
        svg_.line(x, y_.at(run[0].low), x, y_.at(run[0].high), "line " + series_class(index));
      }
      run.clear();
    };
    for (const PlotInterval& at : plot_.series[index].interval) {
      if (is_real(at)) {
        run.push_back(at);
      } else {
        close();
      }
    }
    close();
  }

  void add_line(std::size_t index) {
    const PlotSeries& series = plot_.series[index];
    const std::string css = series_class(index);
    std::string steps;
    std::size_t points = 0;
    PlotPoint before;
    const auto close = [&] {
      if (points == 1) svg_.dot(x_.at(before.x), y_.at(before.y), "dot " + css);
      if (points > 1) svg_.path(steps, "line " + css, dashes(index));
      steps.clear();
      points = 0;
    };
    for (const PlotPoint& point : series.points) {
      if (!is_real(point)) {
        close();
        continue;
      }
      const double x = x_.at(point.x);
      if (points == 0) {
        steps = moved(x, y_.at(point.y));
      } else {
        if (series.line == PlotLine::steps) steps += lined(x, y_.at(before.y));
        steps += lined(x, y_.at(point.y));
      }
      before = point;
      ++points;
    }
    close();
  }

  void add_level(const ChartMark& mark) {
    if (!std::isfinite(mark.at)) return;
    const double y = y_.at(mark.at);
    svg_.line(left_, y, kChartWidth - kRightMargin, y, "mark");
    const std::string label = fitted(one_line(mark.label), 36);
    svg_.text(kChartWidth - kRightMargin - 4, y - 5, Anchor::end, label, "halo",
              label == mark.label ? "" : mark.label);
  }

  double add_key(std::size_t index, double top) {
    const PlotSeries& series = plot_.series[index];
    if (series.label.empty()) return top;
    const std::string css = series_class(index);
    if (!series.interval.empty()) svg_.box(8, top + 5, 32, 12, "area " + css);
    svg_.line(8, top + 11, 40, top + 11, "line " + css, dashes(index));
    const std::size_t lines = svg_.lines(50, top + 16, series.label, kKeyColumns, 2);
    return top + static_cast<double>(lines) * kTextLine + 4;
  }

  const Plot& plot_;
  Scale x_;
  Scale y_;
  double left_ = 0;
  Svg svg_;
};

}  // namespace

std::string svg(const Plot& plot) { return PlotDrawing{plot}.text(); }

}  // namespace waitlist::html
