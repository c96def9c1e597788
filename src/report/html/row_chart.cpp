#include "report/html/row_chart.h"

#include "report/html/chart_frame.h"
#include "report/html/scale.h"
#include "report/html/svg.h"
#include "report/text_table.h"

#include <algorithm>
#include <cmath>

namespace waitlist::html {
namespace {

constexpr double kShapeHeight = 16;
constexpr double kShapeStep = 22;
constexpr double kRowGap = 10;
constexpr std::size_t kBesideColumns = 14;  // labels up to here stand beside their row

struct NumbersOf {
  std::vector<double> operator()(const Bar& bar) const { return {bar.value}; }

  std::vector<double> operator()(const Quantiles& at) const {
    return {at.p25, at.p50, at.p75, at.p90, at.p95, at.most};
  }

  std::vector<double> operator()(const Whisker& at) const { return {at.estimate, at.low, at.high}; }
};

bool is_drawn(const RowShape& shape) {
  const std::vector<double> numbers = std::visit(NumbersOf{}, shape.shape);
  return std::ranges::all_of(numbers, [](double number) { return std::isfinite(number); });
}

/// Draws one shape whose upper edge is `top`.
class ShapeDrawing {
 public:
  ShapeDrawing(Svg& svg, const Scale& scale, std::size_t series, double top)
      : svg_{svg}, scale_{scale}, series_{series}, css_{series_class(series)}, top_{top} {}

  void operator()(const Bar& bar) const {
    span(0, bar.value, kShapeHeight, "box", box_fill(series_));
  }

  void operator()(const Quantiles& at) const {
    const double middle = top_ + kShapeHeight / 2;
    svg_.line(scale_.at(at.p95), middle, scale_.at(at.most), middle, "line thin " + css_);
    span(at.p90, at.p95, 4, "box", box_fill(0));
    span(at.p75, at.p90, 9, "box", box_fill(0));
    span(at.p25, at.p75, kShapeHeight, "box", "fill-opacity=\"0.35\"");
    const double median = scale_.at(at.p50);
    svg_.line(median, top_ - 1, median, top_ + kShapeHeight + 1, "median");
    svg_.line(scale_.at(at.most), middle - 4, scale_.at(at.most), middle + 4, "line thin " + css_);
  }

  void operator()(const Whisker& at) const {
    const double middle = top_ + kShapeHeight / 2;
    svg_.line(scale_.at(at.low), middle, scale_.at(at.high), middle, "line " + css_,
              dashes(series_));
    for (const double end : {at.low, at.high}) {
      svg_.line(scale_.at(end), middle - 5, scale_.at(end), middle + 5, "line " + css_);
    }
    svg_.dot(scale_.at(at.estimate), middle, "dot " + css_);
  }

 private:
  void span(double from,
            double to,
            double height,
            const std::string& css,
            const std::string& attributes) const {
    const double left = scale_.at(std::min(from, to));
    const double right = scale_.at(std::max(from, to));
    svg_.box(left, top_ + (kShapeHeight - height) / 2, right - left, height, css + " " + css_,
             attributes);
  }

  Svg& svg_;
  const Scale& scale_;
  std::size_t series_;
  std::string css_;
  double top_;
};

class RowDrawing {
 public:
  explicit RowDrawing(const RowChart& chart)
      : chart_{chart}, x_{extent_of(chart), ScaleEnds::rounded, 6} {
    std::size_t label = 0;
    std::size_t text = 0;
    for (const ChartRow& row : chart.rows) {
      label = std::max(label, display_width(one_line(row.label)));
      for (const RowShape& shape : row.shapes) {
        text = std::max(text, display_width(one_line(shape.text)));
      }
    }
    beside_ = label <= kBesideColumns;
    text_columns_ = std::min<std::size_t>(text, 16);
    const double left = beside_ ? text_room(label) + 18 : 16;
    const double right = text_columns_ == 0 ? 18 : text_room(text_columns_) + 16;
    x_.place(left, kChartWidth - right);
  }

  std::string text() {
    const MarkLabels marks{chart_.marks, x_};
    const double first = marks.height() + 10;
    double bottom = first;
    for (const ChartRow& row : chart_.rows) bottom += height_of(row);
    double end = draw_axis_below(svg_, x_, chart_.x.title, first - 4, bottom);
    if (x_.from() < 0) svg_.line(x_.at(0), first - 4, x_.at(0), bottom, "axis");
    marks.draw(svg_, 4, bottom);
    double top = first;
    for (const ChartRow& row : chart_.rows) {
      add_row(row, top);
      top += height_of(row);
    }
    return svg_.finished(chart_.name, add_key(end) + 4);
  }

 private:
  static Extent extent_of(const RowChart& chart) {
    Extent extent;
    extent.add(0);
    if (chart.x.from) extent.add(*chart.x.from);
    if (chart.x.to) extent.add(*chart.x.to);
    for (const ChartRow& row : chart.rows) {
      if (row.limit) extent.add(*row.limit);
      for (const RowShape& shape : row.shapes) {
        if (!is_drawn(shape)) continue;
        for (const double number : std::visit(NumbersOf{}, shape.shape)) {
          extent.add(chart.cut ? std::min(number, *chart.cut) : number);
        }
      }
    }
    return extent;
  }

  [[nodiscard]] double label_height(const ChartRow& row) const {
    if (beside_ || row.label.empty()) return 0;
    return static_cast<double>(lines_needed(row.label, kTitleColumns, 2)) * kTextLine + 4;
  }

  static double shapes_height(const ChartRow& row) {
    return static_cast<double>(std::max<std::size_t>(row.shapes.size(), 1)) * kShapeStep;
  }

  [[nodiscard]] double height_of(const ChartRow& row) const {
    return label_height(row) + shapes_height(row) + kRowGap;
  }

  void add_row(const ChartRow& row, double top) {
    if (beside_) {
      const double middle = top + shapes_height(row) / 2 - (kShapeStep - kShapeHeight) / 2;
      svg_.text(8, middle + 5, Anchor::start, row.label);
    } else {
      svg_.lines(8, top + 13, row.label, kTitleColumns, 2, "halo");
    }
    const double shapes = top + label_height(row);
    for (std::size_t i = 0; i < row.shapes.size(); ++i) {
      const RowShape& shape = row.shapes[i];
      const double at = shapes + static_cast<double>(i) * kShapeStep;
      if (is_drawn(shape)) {
        std::visit(ShapeDrawing{svg_, x_, shape.series, at}, shape.shape);
        if (goes_on(shape)) add_arrow(x_.at(x_.to()), at + kShapeHeight / 2);
      }
      const std::string text = fitted(one_line(shape.text), text_columns_);
      if (text.empty()) continue;
      svg_.text(kChartWidth - 8, at + 13, Anchor::end, text, "number",
                text == shape.text ? "" : shape.text);
    }
    if (row.limit && std::isfinite(*row.limit)) {
      const double x = x_.at(*row.limit);
      svg_.line(x, shapes - 3, x, shapes + shapes_height(row) - 2, "limit");
    }
  }

  [[nodiscard]] bool goes_on(const RowShape& shape) const {
    const std::vector<double> numbers = std::visit(NumbersOf{}, shape.shape);
    return chart_.cut &&
           std::ranges::any_of(numbers, [this](double number) { return number > x_.to(); });
  }

  void add_arrow(double x, double y) {
    svg_.line(x + 2, y - 5, x + 8, y, "median");
    svg_.line(x + 8, y, x + 2, y + 5, "median");
  }

  [[nodiscard]] bool any(auto test) const { return std::ranges::any_of(chart_.rows, test); }

  /// What each series, the parts of a spread and the limit look like. Returns where it ends.
  double add_key(double end) {
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      if (chart_.series[i].empty()) continue;
      svg_.box(8, end + 4, 32, 13, "box " + series_class(i), box_fill(i));
      end = add_words(chart_.series[i], end);
    }
    const bool has_spread = any([](const ChartRow& row) {
      return std::ranges::any_of(row.shapes, [](const RowShape& shape) {
        return std::holds_alternative<Quantiles>(shape.shape);
      });
    });
    if (has_spread) {
      Extent extent;
      extent.add(0);
      extent.add(10);
      Scale parts{extent, ScaleEnds::rounded, 6};
      parts.place(8, 40);
      ShapeDrawing{svg_, parts, 0, end + 3}(Quantiles{0, 2, 4, 6.5, 8.5, 10});
      end = add_words(
          "Box: the middle half and its median. Bars: on to 9 and to 19 of 20. Line: the longest.",
          end);
    }
    if (any([this](const ChartRow& row) {
          return std::ranges::any_of(row.shapes, [this](const RowShape& shape) {
            return is_drawn(shape) && goes_on(shape);
          });
        })) {
      add_arrow(14, end + 11);
      end = add_words("Goes on past the end of the axis.", end);
    }
    if (!chart_.limit_label.empty() &&
        any([](const ChartRow& row) { return row.limit.has_value(); })) {
      svg_.line(24, end + 2, 24, end + 19, "limit");
      end = add_words(chart_.limit_label, end);
    }
    return end;
  }

  double add_words(const std::string& words, double top) {
    const std::size_t lines = svg_.lines(50, top + 16, words, kKeyColumns, 3);
    return top + static_cast<double>(lines) * kTextLine + 4;
  }

  const RowChart& chart_;
  Scale x_;
  bool beside_ = false;
  std::size_t text_columns_ = 0;
  Svg svg_;
};

}  // namespace

std::string svg(const RowChart& chart) { return RowDrawing{chart}.text(); }

}  // namespace waitlist::html
