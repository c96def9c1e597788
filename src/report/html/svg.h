// Drawing words and shapes as SVG: escaped, with classes of page.css and no style of its own.
#pragma once

#include "report/html/chart.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace waitlist::html {

/// Every chart is as wide, in units of its own, and its text 14 of them high: on a telephone the
/// picture shrinks and can still be read.
inline constexpr double kChartWidth = 420;
inline constexpr double kTextLine = 18;
inline constexpr std::size_t kTitleColumns = 48;  ///< of the title of an axis, over the whole width
inline constexpr std::size_t kKeyColumns = 43;    ///< of a line of the key, beside its sample
inline constexpr std::size_t kSeriesStyles = 6;

/// How wide a text of this many columns (display_width) is at most, in units of the chart.
[[nodiscard]] double text_room(std::size_t columns) noexcept;

enum class Anchor : unsigned char { start, middle, end };

/// How the lines of a series are dashed: the attribute, or nothing for a whole line.
[[nodiscard]] std::string_view dashes(std::size_t series) noexcept;

/// How the boxes of a series are filled, and edged with the dashes of its lines.
[[nodiscard]] std::string box_fill(std::size_t series);

/// `s0` to `s5`, again from the first after the last.
[[nodiscard]] std::string series_class(std::size_t series);

/// A picture that grows downwards.
class Svg {
 public:
  void line(double x1,
            double y1,
            double x2,
            double y2,
            std::string_view css,
            std::string_view attributes = "");
  void box(double x,
           double y,
           double width,
           double height,
           std::string_view css,
           std::string_view attributes = "");
  void dot(double x, double y, std::string_view css);
  /// `steps` is path data made with moved() and lined().
  void path(std::string_view steps, std::string_view css, std::string_view attributes = "");

  /// One line of text on the base line `y`; `whole` is what was cut, if it was.
  void text(double x,
            double y,
            Anchor anchor,
            std::string_view words,
            std::string_view css = "",
            std::string_view whole = "");

  /// Text in at most `lines_max` lines of `columns`, the first on the base line `y`; what does not
  /// fit ends in `…` and can be read as a whole by pointing at it. Returns the number of lines.
  std::size_t lines(double x,
                    double y,
                    std::string_view words,
                    std::size_t columns,
                    std::size_t lines_max,
                    std::string_view css = "");

  /// The whole picture: its title and words are what a screen reader says.
  [[nodiscard]] std::string finished(const ChartName& name, double height) const;

 private:
  std::string body_;
};

/// `M1.5 2` and `L1.5 2`.
[[nodiscard]] std::string moved(double x, double y);
[[nodiscard]] std::string lined(double x, double y);

/// How many lines Svg::lines would take.
[[nodiscard]] std::size_t lines_needed(std::string_view words,
                                       std::size_t columns,
                                       std::size_t lines_max);

}  // namespace waitlist::html
