// A text is a day only when the day writes exactly that text; neighbours are a day apart.
#include <waitlist/base/day.h>

#include "fuzz_world.h"

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const auto day = Day::parse(text);
  if (!day) return 0;
  fuzz::require(day->text() == text, "a day writes what was read");
  fuzz::require(Day::from_ymd(day->year(), day->month(), day->day_of_month()) == day,
                "its parts make the same day");
  if (*day < Day::last()) {
    const Day next = *day + Days{1};
    fuzz::require(next - *day == Days{1}, "the next day is one day later");
    fuzz::require(completed_months(*day, next).count() >= 0, "ages are not negative");
  }
  return 0;
}
