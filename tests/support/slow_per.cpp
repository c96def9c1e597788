#include "support/slow_per.h"

#include <algorithm>

namespace waitlist::slow_oracle {
namespace {

std::int64_t rounded_down(std::int64_t over, std::int64_t under) {
  const std::int64_t towards_zero = over / under;
  return over % under != 0 && over < 0 ? towards_zero - 1 : towards_zero;
}

/// The day on which so many months are completed, for a date of this day of the month.
std::optional<Day> anniversary(Day since, std::int64_t months) {
  const std::int64_t month =
      std::int64_t{since.year()} * 12 + std::int64_t{since.month()} - 1 + months;
  const auto year = static_cast<int>(month / 12);
  const auto of_year = static_cast<unsigned>(month % 12) + 1;
  if (const auto day = Day::from_ymd(year, of_year, since.day_of_month())) return day;
  return of_year == 12 ? Day::from_ymd(year + 1, 1, 1) : Day::from_ymd(year, of_year + 1, 1);
}

}  // namespace

std::int64_t per_points(const PointsPer& per, Decimal number) {
  const std::int64_t above = std::max<std::int64_t>(0, number.millionths() - per.from.millionths());
  const std::int64_t every = per.every.millionths();
  std::int64_t points = per.start.count();
  if (per.steps == StepsCounted::part) {
    points += rounded_down(per.points.count() * above, every);
  } else {
    for (std::int64_t step = every; step <= above; step += every) points += per.points.count();
  }
  points = std::max<std::int64_t>(0, points);
  return per.at_most ? std::min(points, per.at_most->count()) : points;
}

std::int64_t units_completed(DateUnit unit, Day since, Day on) {
  if (on < since) return 0;
  if (unit == DateUnit::days) return (on - since).count();
  std::int64_t months = 0;
  for (auto next = anniversary(since, 1); next && *next <= on;
       next = anniversary(since, months + 1)) {
    ++months;
  }
  return unit == DateUnit::months ? months : months / 12;
}

}  // namespace waitlist::slow_oracle
