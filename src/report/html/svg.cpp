#include "report/html/svg.h"

#include "report/text_table.h"

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace waitlist::html {
namespace {

constexpr double kColumn = 8.9;  // a digit of DejaVu Sans, the widest of the fonts asked for

std::string escaped(std::string_view words) {
  return kainjow::mustache::html_escape(std::string{words});
}

/// At most one decimal: a tenth of a unit is less than a dot on any screen.
std::string place(double value) {
  const auto tenths = static_cast<std::int64_t>(std::floor(value * 10 + 0.5));
  const std::string sign = tenths < 0 ? "-" : "";
  const std::int64_t size = std::abs(tenths);
  return size % 10 == 0 ? fmt::format("{}{}", sign, size / 10)
                        : fmt::format("{}{}.{}", sign, size / 10, size % 10);
}

std::string with_class(std::string_view css, std::string_view attributes) {
  std::string text = css.empty() ? "" : fmt::format(" class=\"{}\"", css);
  if (!attributes.empty()) text += fmt::format(" {}", attributes);
  return text;
}

std::string_view anchor_in_words(Anchor anchor) {
  switch (anchor) {
    case Anchor::start: return "start";
    case Anchor::middle: return "middle";
    case Anchor::end: return "end";
  }
  return "";
}

}  // namespace

double text_room(std::size_t columns) noexcept { return static_cast<double>(columns) * kColumn; }

std::string_view dashes(std::size_t series) noexcept {
  static constexpr std::array<std::string_view, kSeriesStyles> kDashes{
      "",
      "stroke-dasharray=\"9 4\"",
      "stroke-dasharray=\"3 3\"",
      "stroke-dasharray=\"12 4 3 4\"",
      "stroke-dasharray=\"16 5\"",
      "stroke-dasharray=\"6 3 2 3 2 3\""};
  return kDashes[series % kSeriesStyles];
}

std::string box_fill(std::size_t series) {
  static constexpr std::array<std::string_view, kSeriesStyles> kFills{"1",   "0.15", "0.55",
                                                                      "0.3", "0.75", "0"};
  return fmt::format("fill-opacity=\"{}\" {}", kFills[series % kSeriesStyles], dashes(series));
}

std::string series_class(std::size_t series) { return fmt::format("s{}", series % kSeriesStyles); }

void Svg::line(
    double x1, double y1, double x2, double y2, std::string_view css, std::string_view attributes) {
  body_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>\n", place(x1), place(y1),
                       place(x2), place(y2), with_class(css, attributes));
}

void Svg::box(double x,
              double y,
              double width,
              double height,
              std::string_view css,
              std::string_view attributes) {
  body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>\n", place(x),
                       place(y), place(width), place(height), with_class(css, attributes));
}

void Svg::dot(double x, double y, std::string_view css) {
  body_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4\"{}/>\n", place(x), place(y),
                       with_class(css, ""));
}

void Svg::path(std::string_view steps, std::string_view css, std::string_view attributes) {
  body_ += fmt::format("<path d=\"{}\"{}/>\n", steps, with_class(css, attributes));
}

void Svg::text(double x,
               double y,
               Anchor anchor,
               std::string_view words,
               std::string_view css,
               std::string_view whole) {
  const std::string aligned =
      anchor == Anchor::start ? "" : fmt::format("text-anchor=\"{}\"", anchor_in_words(anchor));
  const std::string title =
      whole.empty() ? "" : fmt::format("<title>{}</title>", escaped(one_line(whole)));
  body_ += fmt::format("<text x=\"{}\" y=\"{}\"{}>{}{}</text>\n", place(x), place(y),
                       with_class(css, aligned), title, escaped(one_line(words)));
}

std::size_t Svg::lines(double x,
                       double y,
                       std::string_view words,
                       std::size_t columns,
                       std::size_t lines_max,
                       std::string_view css) {
  const std::vector<std::string> all = wrapped(one_line(words), columns);
  const std::size_t shown = std::min(all.size(), lines_max);
  const bool cut = all.size() > shown;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last_of_cut = cut && i + 1 == shown;
    const std::string line = last_of_cut ? fitted(all[i] + " " + all[i + 1], columns) : all[i];
    text(x, y + static_cast<double>(i) * kTextLine, Anchor::start, line, css, cut ? words : "");
  }
  return shown;
}

std::string Svg::finished(const ChartName& name, double height) const {
  return fmt::format(
      "<svg viewBox=\"0 0 {1} {2}\" role=\"img\" aria-labelledby=\"{0}-title {0}-words\">\n"
      "<title id=\"{0}-title\">{3}</title>\n<desc id=\"{0}-words\">{4}</desc>\n{5}</svg>",
      escaped(name.id), place(kChartWidth), place(height), escaped(name.title), escaped(name.words),
      body_);
}

std::string moved(double x, double y) { return "M" + place(x) + " " + place(y); }

std::string lined(double x, double y) { return "L" + place(x) + " " + place(y); }

std::size_t lines_needed(std::string_view words, std::size_t columns, std::size_t lines_max) {
  return std::min(wrapped(one_line(words), columns).size(), lines_max);
}

}  // namespace waitlist::html
