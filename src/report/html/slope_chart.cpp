#include "report/html/slope_chart.h"

#include "report/html/scale.h"
#include "report/html/svg.h"
#include "report/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace waitlist::html {
namespace {

constexpr double kSlopeHeight = 220;      // at least
constexpr double kSlopeWidth = 90;        // of the part between the axes, at least
constexpr double kLeader = 16;            // from an axis to a label that had to move
constexpr double kSlopeEdge = 6;          // left of the left labels, right of the right ones
constexpr double kBetweenLabels = 8;      // a value and the name beside it
constexpr std::size_t kAxisColumns = 22;  // of the title of an axis

enum class Side : bool { before, after };

class SlopeDrawing {
 public:
  explicit SlopeDrawing(const SlopeChart& chart)
      : chart_{chart}, scale_{extent_of(chart), ScaleEnds::exact, 2} {
    std::size_t label = 0;
    for (const Slope& slope : chart.slopes) {
      label = std::max(label, display_width(one_line(slope.label)));
      for (const double value : {slope.before, slope.after}) {
        value_columns_ = std::max(value_columns_, value_text(value).size());
      }
    }
    const double beside = kLeader + text_room(value_columns_) + kBetweenLabels + kSlopeEdge;
    const double room = std::max((kChartWidth - kSlopeWidth) / 2 - beside, 0.0);
    label_columns_ = std::min(label, static_cast<std::size_t>(room / text_room(1)));
    left_ = beside + text_room(label_columns_);
    right_ = kChartWidth - left_;
  }

  std::string text() {
    const double top = titles() + kTextLine;
    const double labels = static_cast<double>(chart_.slopes.size()) * kTextLine;
    const double bottom = top + std::max(kSlopeHeight, labels);
    scale_.place(top, bottom);
    svg_.line(left_, top, left_, bottom, "axis");
    svg_.line(right_, top, right_, bottom, "axis");
    for (const Slope& slope : chart_.slopes) {
      svg_.line(left_, scale_.at(slope.before), right_, scale_.at(slope.after),
                "line thin " + series_class(slope.series), dashes(slope.series));
    }
    const double end =
        std::max(add_labels(Side::before, top, bottom), add_labels(Side::after, top, bottom));
    return svg_.finished(chart_.name, add_key(end + 8) + 4);
  }

 private:
  static Extent extent_of(const SlopeChart& chart) {
    Extent extent;
    for (const Slope& slope : chart.slopes) {
      extent.add(slope.before);
      extent.add(slope.after);
    }
    return extent;
  }

  static std::string value_text(double value) { return fmt::format("{:.0f}", value); }

  static double value_of(const Slope& slope, Side side) {
    return side == Side::before ? slope.before : slope.after;
  }

  /// Returns where they end.
  double titles() {
    const auto title = [this](double x, Anchor anchor, const std::string& words) {
      const std::string shown = fitted(one_line(words), kAxisColumns);
      svg_.text(x, kTextLine, anchor, shown, "title", shown == words ? "" : words);
    };
    title(kSlopeEdge, Anchor::start, chart_.before);
    title(kChartWidth - kSlopeEdge, Anchor::end, chart_.after);
    return kTextLine + 4;
  }

  /// Values and names beside an axis, none on another. Returns where they end.
  double add_labels(Side side, double top, double bottom) {
    std::vector<std::size_t> order(chart_.slopes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [this, side](std::size_t i) { return value_of(chart_.slopes[i], side); });
    std::vector<double> wanted;
    wanted.reserve(order.size());
    for (const std::size_t i : order) wanted.push_back(scale_.at(value_of(chart_.slopes[i], side)));
    const std::vector<double> places = spread_labels(wanted, kTextLine, top, bottom);
    for (std::size_t n = 0; n < order.size(); ++n) {
      add_label(chart_.slopes[order[n]], side, wanted[n], places[n]);
    }
    return places.empty() ? bottom : std::max(bottom, places.back() + 5);
  }

  void add_label(const Slope& slope, Side side, double at, double label) {
    const bool left = side == Side::before;
    const double axis = left ? left_ : right_;
    const double out = left ? -1 : 1;
    const Anchor anchor = left ? Anchor::end : Anchor::start;
    svg_.line(axis, at, axis + out * (kLeader - 3), label, "mark");
    svg_.text(axis + out * kLeader, label + 5, anchor, value_text(value_of(slope, side)), "number");
    const std::string shown = fitted(one_line(slope.label), label_columns_);
    svg_.text(axis + out * (kLeader + text_room(value_columns_) + kBetweenLabels), label + 5,
              anchor, shown, "", shown == slope.label ? "" : slope.label);
  }

  double add_key(double top) {
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      if (chart_.series[i].empty()) continue;
      svg_.line(8, top + 11, 40, top + 11, "line " + series_class(i), dashes(i));
      const std::size_t lines = svg_.lines(50, top + 16, chart_.series[i], kKeyColumns, 2);
      top += static_cast<double>(lines) * kTextLine + 4;
    }
    return top;
  }

  const SlopeChart& chart_;
  Scale scale_;
  std::size_t value_columns_ = 1;
  std::size_t label_columns_ = 0;
  double left_ = 0;
  double right_ = 0;
  Svg svg_;
};

}  // namespace

std::vector<double> spread_labels(const std::vector<double>& wanted,
                                  double gap,
                                  double top,
                                  double bottom) {
  struct Run {
    double sum = 0;
    std::size_t size = 0;

    [[nodiscard]] double mean() const { return sum / static_cast<double>(size); }
  };

  // Less their gaps, labels must not fall: neighbours that would are pooled (isotonic regression).
  std::vector<Run> runs;
  runs.reserve(wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    runs.push_back({wanted[i] - static_cast<double>(i) * gap, 1});
    while (runs.size() > 1 && runs[runs.size() - 2].mean() > runs.back().mean()) {
      const Run last = runs.back();
      runs.pop_back();
      runs.back().sum += last.sum;
      runs.back().size += last.size;
    }
  }
  const double last = wanted.empty() ? 0 : static_cast<double>(wanted.size() - 1) * gap;
  std::vector<double> places;
  places.reserve(wanted.size());
  for (const Run& run : runs) {
    const double at = std::clamp(run.mean(), top, std::max(top, bottom - last));
    for (std::size_t i = 0; i < run.size; ++i) {
      places.push_back(at + static_cast<double>(places.size()) * gap);
    }
  }
  return places;
}

std::string svg(const SlopeChart& chart) { return SlopeDrawing{chart}.text(); }

}  // namespace waitlist::html
