// Points of filing dates, read literally from section 8 of the policy format.
#pragma once

#include <waitlist/cases/working_calendar.h>
#include <waitlist/policy/policy.h>

#include <cstdint>
#include <functional>
#include <optional>

namespace waitlist::slow_oracle {

enum class Reading { least, used, most };

/// Whether the conditions of a row hold for the case.
using RowHolds = std::function<bool(const When& when, Reading reading)>;

/// From when slack is counted, and by which holidays.
struct SlackTo {
  Day as_of;
  const WorkingCalendar& calendar;
};

/// `open`: a ranked case of the unit has no filing date and may have one.
[[nodiscard]] std::int64_t filing_points(const Policy& policy,
                                         const std::optional<Day>& filing,
                                         bool open,
                                         Reading reading,
                                         const SlackTo& counted,
                                         const RowHolds& holds);

}  // namespace waitlist::slow_oracle
