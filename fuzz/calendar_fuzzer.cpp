// Any bytes give holidays that make a calendar, or faults.
#include <waitlist/io/calendar_reader.h>
#include <waitlist/report/calendar_report.h>

#include "fuzz_world.h"

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto holidays = read_holidays_csv(fuzz::text_of(data, size));
  if (!holidays) {
    fuzz::require_faults(holidays.error());
    return 0;
  }
  const auto calendar = WorkingCalendar::make("fuzz.csv", *holidays);
  fuzz::require(calendar.has_value(), "what was read makes a calendar");
  for (const Day day : holidays->days) {
    fuzz::require(!calendar->is_working_day(day), "a holiday is no working day");
  }
  fuzz::require(!render_text(*calendar, *holidays).empty(), "a calendar can be shown");
  return 0;
}
