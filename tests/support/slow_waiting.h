// Section 7 read literally: points for waiting as a fraction.
#pragma once

#include <waitlist/base/day.h>
#include <waitlist/policy/policy.h>

#include <cstdint>

namespace waitlist::slow_oracle {

/// Thousandths of a point, `over` of which are one: one number for all cases of a policy.
struct ExactWaiting {
  std::int64_t number = 0;
  std::int64_t over = 1;
};

/// What a wait of so many days has earned by a day, at `times` thousandths of the rates.
[[nodiscard]] ExactWaiting exact_waiting(const WaitingRule& rule,
                                         std::int64_t days,
                                         Day as_of,
                                         std::int64_t times);

/// Rounded down.
[[nodiscard]] std::int64_t thousandths(const ExactWaiting& waiting);

}  // namespace waitlist::slow_oracle
