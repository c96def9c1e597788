// Between which days something may come to pass: a row for each thing, on one axis of days.
#pragma once

#include <waitlist/base/day.h>

#include "report/html/chart.h"

#include <optional>
#include <string>
#include <vector>

namespace waitlist::html {

struct DayRow {
  std::string label;
  std::optional<Day> from, to;  ///< a bar; `from` alone: it goes on past the axis
  std::optional<Day> middle;    ///< an upright line in it
  bool goes_on = false;         ///< past the end of the axis: an arrow
  std::optional<Day> limit;     ///< a thick upright line; before the axis an arrow to the left
  std::optional<Day> due;       ///< a rhomb; not drawn off the axis
  std::string text;             ///< at the right edge, short
};

struct DayChart {
  ChartName name;
  Day first = Day::first();  ///< where the axis begins
  Day last = Day::first();   ///< nothing is known of later days: the axis ends here at the latest
  std::vector<DayRow> rows;
  /// What the marks mean, in the key where a row has one.
  std::string bar_label, middle_label, limit_label, passed_label, due_label, on_label;
  std::string text_label;  ///< of the texts at the right edge
};

/// The chart as `<svg>`, for a `<figure class="chart">`. Every mark has a form of its own.
[[nodiscard]] std::string svg(const DayChart& chart);

/// The days at which an axis is labelled: days or weeks from the first, or first days of months.
[[nodiscard]] std::vector<Day> axis_days(Day first, Day last);

}  // namespace waitlist::html
