#include <waitlist/base/day.h>

#include "base/civil_day.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

namespace waitlist {
namespace {

std::chrono::year_month_day civil(std::int32_t days) noexcept {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days}}};
}

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;

/// The first day of each month from January 1900 on, and of the month after the last. Reading a
/// list asks for a few million dates.
constexpr auto kMonthBegins = [] {
  std::array<std::int32_t, (kLastYear - kFirstYear + 1) * 12 + 1> begins{};
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::chrono::year_month_day first{
        std::chrono::year{kFirstYear + static_cast<int>(i / 12)},
        std::chrono::month{static_cast<unsigned>(i % 12) + 1}, std::chrono::day{1}};
    begins[i] = static_cast<std::int32_t>(std::chrono::sys_days{first}.time_since_epoch().count());
  }
  return begins;
}();

/// The number that these characters spell, or -1.
int digits(std::string_view text, std::size_t from, std::size_t count) noexcept {
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

char digit(unsigned value) noexcept { return static_cast<char>('0' + value % 10U); }

}  // namespace

std::optional<Day> Day::from_ymd(int year, unsigned month, unsigned day) noexcept {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) return std::nullopt;
  const std::size_t at = static_cast<std::size_t>(year - kFirstYear) * 12 + month - 1;
  // The next month begins where this one ends.
  const std::int32_t days = kMonthBegins[at] + static_cast<std::int32_t>(std::min(day, 32U)) - 1;
  if (day < 1 || days >= kMonthBegins[at + 1]) return std::nullopt;
  return Day{days};
}

std::optional<Day> Day::parse(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  return from_ymd(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

int Day::year() const noexcept { return static_cast<int>(civil(days_).year()); }

unsigned Day::month() const noexcept { return static_cast<unsigned>(civil(days_).month()); }

unsigned Day::day_of_month() const noexcept { return static_cast<unsigned>(civil(days_).day()); }

std::string Day::text() const {
  const auto ymd = civil(days_);
  const auto year = static_cast<unsigned>(static_cast<int>(ymd.year()));
  const auto month = static_cast<unsigned>(ymd.month());
  const auto day = static_cast<unsigned>(ymd.day());
  return {digit(year / 1000),
          digit(year / 100),
          digit(year / 10),
          digit(year),
          '-',
          digit(month / 10),
          digit(month),
          '-',
          digit(day / 10),
          digit(day)};
}

Months completed_months(Day born, Day on) noexcept {
  if (on < born) return Months{0};
  return Months{completed_months(CivilDay{born}, CivilDay{on})};
}

std::optional<Day> day_of_age(Day born, Months months) noexcept {
  const auto from = civil(born.days_since_epoch());
  const auto month = std::chrono::year_month{from.year(), from.month()} +
                     std::chrono::months{static_cast<int>(months.count())};
  const auto there = month / from.day();
  const auto day = there.ok() ? there : (month + std::chrono::months{1}) / std::chrono::day{1};
  return Day::from_days_since_epoch(std::chrono::sys_days{day}.time_since_epoch().count());
}

}  // namespace waitlist
