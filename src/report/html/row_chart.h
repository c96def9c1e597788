// One row for each thing on a common axis: loads as bars, spreads of waits, differences with
// intervals.
#pragma once

#include "report/html/chart.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace waitlist::html {

/// From nought to the value.
struct Bar {
  double value = 0;
};

/// How a quantity spreads: a box for the middle half with its median, thinner bars on to P90 and
/// P95, a thin line to the greatest. Each is at least the one before it.
struct Quantiles {
  double p25 = 0, p50 = 0, p75 = 0, p90 = 0, p95 = 0, most = 0;
};

/// An estimate with its interval.
struct Whisker {
  double estimate = 0, low = 0, high = 0;
};

/// Something drawn in a row, below what was drawn before in the same row.
struct RowShape {
  std::variant<Bar, Quantiles, Whisker> shape;  ///< not drawn unless all of it are numbers
  std::size_t series = 0;                       ///< place in RowChart::series
  std::string text;                             ///< at the right edge, short: `34 of 30`
};

struct ChartRow {
  std::string label;
  std::vector<RowShape> shapes;
  std::optional<double> limit;  ///< a mark across the row: how much there may be
};

struct RowChart {
  ChartName name;
  ChartAxis x;                      ///< nought is always on it
  std::optional<double> cut = {};   ///< the axis ends near here; what goes on has an arrow
  std::vector<std::string> series;  ///< labels; those that are not empty are in the key
  std::string limit_label;          ///< in the key, when a row has a limit
  std::vector<ChartRow> rows;
  std::vector<ChartMark> marks;  ///< upright lines through all rows
};

/// The chart as `<svg>`, for a `<figure class="chart">`.
[[nodiscard]] std::string svg(const RowChart& chart);

}  // namespace waitlist::html
