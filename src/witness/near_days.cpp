#include "witness/near_days.h"

namespace waitlist {
namespace {

/// A month before or after has no more than so many days less or more.
constexpr std::int64_t kDaysAbout = 4;

void add_days_from(Day day, std::int64_t from, std::int64_t to, std::vector<Day>& days) {
  for (std::int64_t shift = from; shift <= to; ++shift) days.push_back(day + Days{shift});
}

}  // namespace

void add_near_days(Day day, std::vector<Day>& days) { add_days_from(day, -1, 1, days); }

void add_days_before(Day day, DateUnit unit, std::int64_t count, std::vector<Day>& days) {
  if (unit == DateUnit::days) {
    add_days_from(day - Days{count}, -1, 1, days);
    return;
  }
  constexpr std::int64_t kMonths = 12;
  const std::int64_t back = unit == DateUnit::years ? count * kMonths : count;
  const std::int64_t month = day.year() * kMonths + day.month() - 1 - back;
  if (month < 0) return;
  const auto begin = Day::from_ymd(static_cast<int>(month / kMonths),
                                   static_cast<unsigned>(month % kMonths) + 1, 1);
  if (!begin) return;
  const std::int64_t in_month = static_cast<std::int64_t>(day.day_of_month()) - 1;
  add_days_from(*begin, in_month - kDaysAbout, in_month + kDaysAbout, days);
}

}  // namespace waitlist
