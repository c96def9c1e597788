#include "report/html/day_chart.h"

#include "report/html/chart_frame.h"
#include "report/html/scale.h"
#include "report/html/svg.h"
#include "report/plain_words.h"
#include "report/text_table.h"

#include <algorithm>
#include <array>
#include <utility>

namespace waitlist::html {
namespace {

constexpr double kDayRowHeight = 22;
constexpr double kDayBarHeight = 10;
constexpr std::size_t kDayLabelColumns = 16;  // longer labels stand above their row
constexpr std::size_t kDayTextColumns = 8;
constexpr std::int64_t kDayTicks = 5;   // at most, of days and months
constexpr std::int64_t kYearTicks = 3;  // with their years they are wider
constexpr std::int64_t kShortAxis = 366;

/// `5 Oct`, or `Jan 2011` on an axis that goes past a year.
std::string tick_label(Day day, bool years) {
  const std::string words = long_date(day);
  const std::size_t month = words.find(' ') + 1;
  const std::string name = words.substr(month, 3);
  return years ? name + ' ' + std::to_string(day.year())
               : std::to_string(day.day_of_month()) + ' ' + name;
}

std::int64_t months_of(Day day) { return std::int64_t{day.year()} * 12 + day.month() - 1; }

std::optional<Day> first_of_month(std::int64_t months) {
  return Day::from_ymd(static_cast<int>(months / 12), static_cast<unsigned>(months % 12) + 1, 1);
}

class DayDrawing {
 public:
  explicit DayDrawing(const DayChart& chart) : chart_{chart}, end_{end_of(chart)}, x_{scale()} {
    std::size_t label = 0;
    std::size_t text = 0;
    for (const DayRow& row : chart.rows) {
      label = std::max(label, display_width(one_line(row.label)));
      text = std::max(text, display_width(one_line(row.text)));
    }
    beside_ = label <= kDayLabelColumns;
    text_columns_ = std::min(text, kDayTextColumns);
    x_.place(beside_ ? text_room(label) + 22 : 20, kChartWidth - text_room(text_columns_) - 24);
  }

  std::string text() {
    constexpr double kTop = 10;
    double bottom = kTop;
    for (const DayRow& row : chart_.rows) bottom += height_of(row);
    const double end = draw_axis_below(
        svg_, x_, "Day of allocation: " + long_date(chart_.first) + " to " + long_date(end_),
        kTop - 4, bottom);
    double top = kTop;
    for (const DayRow& row : chart_.rows) {
      add_row(row, top);
      top += height_of(row);
    }
    return svg_.finished(chart_.name, add_key(end) + 4);
  }

 private:
  /// Far enough for every mark that is not past the last day.
  static Day end_of(const DayChart& chart) {
    constexpr Days kLeast{7};
    Day end = chart.first + kLeast;
    for (const DayRow& row : chart.rows) {
      if (row.goes_on) end = std::max(end, chart.last);
      for (const auto& day : {row.from, row.to, row.middle, row.limit, row.due}) {
        if (day && *day <= chart.last) end = std::max(end, *day);
      }
    }
    return end;
  }

  [[nodiscard]] double number(Day day) const {
    return static_cast<double>((day - chart_.first).count());
  }

  [[nodiscard]] Scale scale() const {
    Extent extent;
    extent.add(0);
    extent.add(number(end_));
    Scale made{extent, ScaleEnds::exact, 2};
    const bool years = (end_ - chart_.first).count() > kShortAxis;
    std::vector<Tick> ticks;
    for (const Day day : axis_days(chart_.first, end_)) {
      ticks.push_back({number(day), tick_label(day, years)});
    }
    made.set_ticks(std::move(ticks));
    return made;
  }

  [[nodiscard]] double at(Day day) const { return x_.at(number(day)); }

  [[nodiscard]] bool is_on_axis(const std::optional<Day>& day) const {
    return day && *day >= chart_.first && *day <= end_;
  }

  [[nodiscard]] double label_height(const DayRow& row) const {
    if (beside_) return 0;
    return static_cast<double>(lines_needed(row.label, kTitleColumns, 2)) * kTextLine + 2;
  }

  [[nodiscard]] double height_of(const DayRow& row) const {
    return label_height(row) + kDayRowHeight;
  }

  void add_row(const DayRow& row, double top) {
    const double middle = top + label_height(row) + kDayRowHeight / 2;
    if (beside_) {
      svg_.text(8, middle + 5, Anchor::start, row.label);
    } else {
      svg_.lines(8, top + 13, row.label, kTitleColumns, 2, "halo");
    }
    if (is_on_axis(row.from)) {
      const double left = at(*row.from);
      const double right = at(row.to ? *row.to : chart_.last);
      constexpr double kLeastWidth = 3;  // one day can be seen
      svg_.box(left, middle - kDayBarHeight / 2, std::max(right - left, kLeastWidth), kDayBarHeight,
               "box s0", "fill-opacity=\"0.35\"");
    }
    if (is_on_axis(row.middle)) add_middle(at(*row.middle), middle);
    if (is_on_axis(row.limit)) add_limit(at(*row.limit), middle);
    if (row.limit && *row.limit < chart_.first) add_arrow(x_.at(0) - 3, middle, -1);
    if (is_on_axis(row.due)) add_due(at(*row.due), middle);
    if (row.goes_on) add_arrow(x_.at(x_.to()) + 3, middle, 1);
    const std::string text = fitted(one_line(row.text), text_columns_);
    if (text.empty()) return;
    svg_.text(kChartWidth - 8, middle + 5, Anchor::end, text, "number",
              text == row.text ? "" : row.text);
  }

  void add_middle(double x, double y) { svg_.line(x, y - 7, x, y + 7, "median"); }

  void add_limit(double x, double y) { svg_.line(x, y - 11, x, y + 11, "mark limit"); }

  void add_due(double x, double y) {
    svg_.path(moved(x - 5, y) + lined(x, y - 5) + lined(x + 5, y) + lined(x, y + 5) + "Z", "median",
              "fill=\"none\"");
  }

  /// Its point is to the right (1) or to the left (-1).
  void add_arrow(double x, double y, double way) {
    svg_.line(x, y - 5, x + way * 6, y, "median");
    svg_.line(x + way * 6, y, x, y + 5, "median");
  }

  [[nodiscard]] bool any(auto test) const { return std::ranges::any_of(chart_.rows, test); }

  double add_words(const std::string& words, double top) {
    const std::size_t lines = svg_.lines(50, top + 16, words, kKeyColumns, 3);
    return top + static_cast<double>(lines) * kTextLine + 4;
  }

  /// What each mark that is drawn means. Returns where it ends.
  double add_key(double end) {
    const auto on_axis = [this](auto member) {
      return any([this, member](const DayRow& row) { return is_on_axis(row.*member); });
    };
    if (on_axis(&DayRow::from)) {
      svg_.box(8, end + 6, 32, kDayBarHeight, "box s0", "fill-opacity=\"0.35\"");
      end = add_words(chart_.bar_label, end);
    }
    if (on_axis(&DayRow::middle)) {
      add_middle(24, end + 11);
      end = add_words(chart_.middle_label, end);
    }
    if (any([](const DayRow& row) { return row.goes_on; })) {
      add_arrow(21, end + 11, 1);
      end = add_words(chart_.on_label, end);
    }
    if (on_axis(&DayRow::limit)) {
      add_limit(24, end + 11);
      end = add_words(chart_.limit_label, end);
    }
    if (any([this](const DayRow& row) { return row.limit && *row.limit < chart_.first; })) {
      add_arrow(27, end + 11, -1);
      end = add_words(chart_.passed_label, end);
    }
    if (on_axis(&DayRow::due)) {
      add_due(24, end + 11);
      end = add_words(chart_.due_label, end);
    }
    if (text_columns_ > 0) {
      svg_.text(40, end + 16, Anchor::end, "%", "number");
      end = add_words(chart_.text_label, end);
    }
    return end;
  }

  const DayChart& chart_;
  Day end_;
  Scale x_;
  bool beside_ = false;
  std::size_t text_columns_ = 0;
  Svg svg_;
};

}  // namespace

std::vector<Day> axis_days(Day first, Day last) {
  const std::int64_t length = (last - first).count();
  std::vector<Day> days;
  for (const std::int64_t step : {1, 2, 7, 14}) {
    if (length / step >= kDayTicks) continue;
    for (std::int64_t day = 0; day <= length; day += step) days.push_back(first + Days{day});
    return days;
  }
  const std::int64_t most = length > kShortAxis ? kYearTicks : kDayTicks;
  const std::int64_t end = months_of(last);
  for (const std::int64_t step : {1, 2, 3, 6, 12, 24, 60, 120, 240, 360, 480, 600, 1200}) {
    // Months count from year 0, so that steps of a year begin with January.
    const std::int64_t begin = (months_of(first) + step - 1) / step * step;
    if (begin <= end && (end - begin) / step + 1 > most) continue;
    for (std::int64_t month = begin; month <= end; month += step) {
      const auto day = first_of_month(month);
      if (day && *day >= first) days.push_back(*day);
    }
    return days;
  }
  return days;
}

std::string svg(const DayChart& chart) { return DayDrawing{chart}.text(); }

}  // namespace waitlist::html
