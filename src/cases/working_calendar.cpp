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

/// From Sunday, which is 0.
std::size_t weekday_of(Day day) {
  const boost::gregorian::date date{static_cast<unsigned short>(day.year()),
                                    static_cast<unsigned short>(day.month()),
                                    static_cast<unsigned short>(day.day_of_month())};
  return date.day_of_week().as_number();
}

/// The shipped file: a date opens each line after the header line, and a source ends it.
Holidays shipped_holidays(std::string_view csv) {
  Holidays found;
  std::size_t line = csv.find('\n');
  while (line != std::string_view::npos && line + 1 < csv.size()) {
    const std::size_t end = csv.find('\n', line + 1);
    const std::string_view row = csv.substr(line + 1, end - line - 1);
    const auto day = Day::parse(row.substr(0, 10));
    WAITLIST_CHECK(day.has_value());
    found.days.push_back(*day);
    if (!found.computed_from && row.ends_with(",computed")) {
      found.computed_from = Day::from_ymd(day->year(), 1, 1);
    }
    line = end;
  }
  WAITLIST_CHECK(!found.days.empty());
  // The data is published by whole years: it covers those of its first and last holiday.
  found.first = *Day::from_ymd(found.days.front().year(), 1, 1);
  found.last = *Day::from_ymd(found.days.back().year(), 12, 31);
  return found;
}

}  // namespace

struct WorkingCalendar::Data {
  std::string name;
  Day first = Day::first();
  Day last = Day::first();
  std::optional<Day> computed_from;
  /// Working days from `first` up to and including each day: a range is one subtraction.
  std::vector<std::int32_t> up_to;

  [[nodiscard]] std::int32_t count(Day day) const {
    return up_to[static_cast<std::size_t>((day - first).count())];
  }
};

Result<WorkingCalendar> WorkingCalendar::make(std::string name, const Holidays& holidays) {
  const auto& [dates, first, last, computed_from] = holidays;
  Errors errors;
  const auto is_outside = [&holidays](Day day) {
    return day < holidays.first || holidays.last < day;
  };
  const auto add = [&errors, &name](ErrorCode code, const char* field, Day found,
                                    std::string reason) {
    if (errors.size() == limits::kErrorsMax) return;
    errors.push_back({code, name, 0, 0, field, found.text(), std::move(reason)});
  };
  const std::string span = first.text() + " to " + last.text();
  if (last < first) {
    add(ErrorCode::inconsistent, "last", last,
        "a calendar cannot end before its first day " + first.text());
  }
  for (const Day day : dates) {
    if (is_outside(day)) add(ErrorCode::out_of_range, "days", day, "outside " + span);
  }
  if (computed_from && is_outside(*computed_from)) {
    add(ErrorCode::out_of_range, "computed_from", *computed_from, "outside " + span);
  }
  if (!errors.empty()) return failed(std::move(errors));

  auto data = std::make_shared<Data>();
  data->name = std::move(name);
  data->first = first;
  data->last = last;
  data->computed_from = computed_from;
  const auto days = static_cast<std::size_t>((last - first).count()) + 1;
  std::vector<bool> holiday(days, false);
  for (const Day day : dates) holiday[static_cast<std::size_t>((day - first).count())] = true;
  data->up_to.reserve(days);
  std::int32_t working = 0;
  const std::size_t begins_on = weekday_of(first);
  for (std::size_t i = 0; i < days; ++i) {
    const std::size_t weekday = (begins_on + i) % 7;
    if (!holiday[i] && weekday != boost::date_time::Saturday &&
        weekday != boost::date_time::Sunday) {
      ++working;
    }
    data->up_to.push_back(working);
  }
  return WorkingCalendar{std::move(data)};
}

const WorkingCalendar& WorkingCalendar::england_and_wales() {
  static const WorkingCalendar calendar = [] {
    auto made = make("england_and_wales", shipped_holidays(embedded::england_and_wales_holidays()));
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

std::optional<Day> WorkingCalendar::computed_from() const noexcept { return data_->computed_from; }

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

bool operator==(const WorkingCalendar& a, const WorkingCalendar& b) noexcept {
  if (a.data_ == b.data_) return true;
  return a.data_->name == b.data_->name && a.data_->first == b.data_->first &&
         a.data_->computed_from == b.data_->computed_from && a.data_->up_to == b.data_->up_to;
}

}  // namespace waitlist
