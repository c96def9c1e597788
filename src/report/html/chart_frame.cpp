#include "report/html/chart_frame.h"

#include "report/text_table.h"

#include <algorithm>
#include <cmath>

namespace waitlist::html {

MarkLabels::MarkLabels(const std::vector<ChartMark>& marks, const Scale& scale) {
  constexpr std::size_t kColumnsMax = 30;
  for (const ChartMark& mark : marks) {
    if (!std::isfinite(mark.at) || mark.at < scale.from() || mark.at > scale.to()) continue;
    labels_.push_back({scale.at(mark.at), 0, fitted(one_line(mark.label), kColumnsMax), 0});
  }
  std::ranges::stable_sort(labels_, {}, &Label::x);
  std::vector<double> ends;  // of the last label of each row
  for (Label& label : labels_) {
    const double width = text_room(display_width(label.text));
    const bool fits_after = label.x + 4 + width <= kChartWidth;
    label.anchor = fits_after ? Anchor::start : Anchor::end;
    label.edge = fits_after ? label.x + 4 : label.x - 4;
    const double begin = fits_after ? label.edge : label.edge - width;
    while (label.row < ends.size() && ends[label.row] > begin) ++label.row;
    if (label.row == ends.size()) ends.push_back(0);
    ends[label.row] = begin + width + 8;
  }
  rows_ = ends.size();
}

double MarkLabels::height() const noexcept {
  return rows_ == 0 ? 0 : static_cast<double>(rows_) * kTextLine + 4;
}

void MarkLabels::draw(Svg& svg, double top, double bottom) const {
  const auto base = [top](const Label& label) {
    return top + static_cast<double>(label.row + 1) * kTextLine - 4;
  };
  for (const Label& label : labels_) {
    svg.line(label.x, base(label) - 11, label.x, bottom, "mark");
  }
  for (const Label& label : labels_) {
    svg.text(label.edge, base(label), label.anchor, label.text, "halo");
  }
}

double draw_axis_below(
    Svg& svg, const Scale& scale, const std::string& title, double top, double bottom) {
  double taken = 0;  // up to here; a label that would stand on the one before is left out
  for (const Tick& tick : scale.ticks()) {
    const double x = scale.at(tick.value);
    const double half = text_room(display_width(tick.label)) / 2;
    svg.line(x, top, x, bottom, "grid");
    const bool at_the_left = x - half < 4;
    const bool at_the_right = x + half > kChartWidth - 4;
    const double begin = at_the_left ? 4 : at_the_right ? kChartWidth - 4 - 2 * half : x - half;
    if (begin < taken) continue;
    taken = begin + 2 * half;
    svg.text(at_the_left    ? 4
             : at_the_right ? kChartWidth - 4
                            : x,
             bottom + kTextLine,
             at_the_left    ? Anchor::start
             : at_the_right ? Anchor::end
                            : Anchor::middle,
             tick.label, "number");
  }
  svg.line(scale.at(scale.from()), bottom, scale.at(scale.to()), bottom, "axis");
  const std::size_t lines =
      svg.lines(8, bottom + 2 * kTextLine + 4, title, kTitleColumns, 2, "title");
  return bottom + static_cast<double>(lines + 1) * kTextLine + 8;
}

}  // namespace waitlist::html
