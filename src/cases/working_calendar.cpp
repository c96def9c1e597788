#include <embedded/england_and_wales_holidays.h>
#include <waitlist/base/limits.h>
#include <waitlist/cases/working_calendar.h>

#include "base/check.h"

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

bool is_weekend(Day day) {
  const boost::gregorian::date date{static_cast<unsigned short>(day.year()),
                                    static_cast<unsigned short>(day.month()),
                                    static_cast<unsigned short>(day.day_of_month())};
  const auto weekday = date.day_of_week();
  return weekday == boost::date_time::Saturday || weekday == boost::date_time::Sunday;
}

/// The dates that open the lines of the shipped file, after its header line.
std::vector<Day> shipped_holidays(std::string_view csv) {
  std::vector<Day> days;
  std::size_t line = csv.find('\n');
  while (line != std::string_view::npos && line + 1 < csv.size()) {
    const auto day = Day::parse(csv.substr(line + 1, 10));
    WAITLIST_CHECK(day.has_value());
    days.push_back(*day);
    line = csv.find('\n', line + 1);
  }
  return days;
}

}  // namespace

struct WorkingCalendar::Data {
  std::string name;
  Day first = Day::first();
  Day last = Day::first();
  /// Working days from `first` up to and including each day: a range is one subtraction.
  std::vector<std::int32_t> up_to;

  [[nodiscard]] std::int32_t count(Day day) const {
    return up_to[static_cast<std::size_t>((day - first).count())];
  }
};

Result<WorkingCalendar> WorkingCalendar::make(std::string name,
                                              std::span<const Day> holidays,
                                              Day first,
                                              Day last) {
  Errors errors;
  if (last < first) {
    errors.push_back({ErrorCode::inconsistent, name, 0, 0, "last", last.text(),
                      "a calendar cannot end before its first day " + first.text()});
  }
  for (const Day day : holidays) {
    if ((day < first || last < day) && errors.size() < limits::kErrorsMax) {
      errors.push_back({ErrorCode::out_of_range, name, 0, 0, "holidays", day.text(),
                        "outside " + first.text() + " to " + last.text()});
    }
  }
  if (!errors.empty()) return failed(std::move(errors));

  auto data = std::make_shared<Data>();
  data->name = std::move(name);
  data->first = first;
  data->last = last;
  const auto days = static_cast<std::size_t>((last - first).count()) + 1;
  std::vector<bool> holiday(days, false);
  for (const Day day : holidays) holiday[static_cast<std::size_t>((day - first).count())] = true;
  data->up_to.reserve(days);
  std::int32_t working = 0;
  for (std::size_t i = 0; i < days; ++i) {
    if (!holiday[i] && !is_weekend(first + Days{static_cast<std::int64_t>(i)})) ++working;
    data->up_to.push_back(working);
  }
  return WorkingCalendar{std::move(data)};
}

const WorkingCalendar& WorkingCalendar::england_and_wales() {
  static const WorkingCalendar calendar = [] {
    const auto days = shipped_holidays(embedded::england_and_wales_holidays());
    WAITLIST_CHECK(!days.empty());
    // The data is published by whole years: it covers those of its first and last holiday.
    auto made = make("england_and_wales", days, *Day::from_ymd(days.front().year(), 1, 1),
                     *Day::from_ymd(days.back().year(), 12, 31));
    WAITLIST_CHECK(made.has_value());
    return *std::move(made);
  }();
  return calendar;
}

WorkingCalendar::WorkingCalendar(std::shared_ptr<const Data> data) noexcept
    : data_{std::move(data)} {}

const std::string& WorkingCalendar::name() const noexcept { return data_->name; }

Day WorkingCalendar::first_day() const noexcept { return data_->first; }

Day WorkingCalendar::last_day() const noexcept { return data_->last; }

bool WorkingCalendar::covers(Day day) const noexcept {
  return data_->first <= day && day <= data_->last;
}

bool WorkingCalendar::is_working_day(Day day) const noexcept {
  const std::int32_t before = day == data_->first ? 0 : data_->count(day - Days{1});
  return data_->count(day) != before;
}

WorkingDays WorkingCalendar::between(Day from, Day to) const noexcept {
  return WorkingDays{std::int64_t{data_->count(to)} - data_->count(from)};
}

std::optional<Day> WorkingCalendar::day_with_left(Day to, WorkingDays left) const noexcept {
  const auto& up_to = data_->up_to;
  const auto at = std::ranges::lower_bound(up_to, data_->count(to) - left.count());
  if (at == up_to.end()) return std::nullopt;
  return data_->first + Days{at - up_to.begin()};
}

}  // namespace waitlist
