// Days about which what is said of a date changes.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/policy/points_per.h>
#include <waitlist/policy/policy.h>

#include <cstdint>
#include <vector>

namespace waitlist {

/// A day, and those directly before and after it.
void add_near_days(Day day, std::vector<Day>& days);

/// Every day on which so many units that lie before a day, or one more day, could have begun, and
/// days about them; none where that is before Day::first() by more.
void add_days_before(Day day, DateUnit unit, std::int64_t count, std::vector<Day>& days);

}  // namespace waitlist
