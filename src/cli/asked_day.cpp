#include "cli/asked_day.h"

#include <waitlist/base/error.h>

#include "cli/run.h"

#include <algorithm>
#include <ctime>
#include <optional>

namespace waitlist::cli {
namespace {

/// Why a text is no day.
std::string no_day_reason(const std::string& text) {
  if (text == "today") return "the clock of this machine tells no day from 1900 to 2199";
  const std::string shape = "dddd-dd-dd";
  const bool has_shape = std::ranges::equal(text, shape, [](char c, char wanted) {
    return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted;
  });
  if (!has_shape) return "write a day as YYYY-MM-DD, for example 2009-10-05, or today";
  const std::string month = text.substr(0, shape.size() - 2);
  for (const char* last : {"31", "30", "29", "28"}) {
    if (Day::parse(month + last) && text.substr(month.size()) > last) {
      return "there is no such day: the last of that month is " + month + last;
    }
  }
  return "there is no such day between 1900-01-01 and 2199-12-31";
}

/// The day of this machine in its local time; nullopt where it has none between 1900 and 2199.
std::optional<Day> day_by_the_clock() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return std::nullopt;
  constexpr int kFirstYear = 1900;
  return Day::from_ymd(local.tm_year + kFirstYear, static_cast<unsigned>(local.tm_mon + 1),
                       static_cast<unsigned>(local.tm_mday));
}

}  // namespace

Day day_of(const std::string& text) {
  const auto day = text == "today" ? day_by_the_clock() : Day::parse(text);
  if (day) return *day;
  throw Rejected{{{ErrorCode::not_a_date, "command line", 0, 0, "--as-of", clipped(text),
                   no_day_reason(text)}}};
}

}  // namespace waitlist::cli
