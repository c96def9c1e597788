/// \file boost_date.h
/// \brief Days to and from `boost::gregorian::date`, for hosts that keep their dates in Boost.
/// Layer: base.  Optional: waitlist.h leaves it out, and nothing but this header needs Boost.
/// Range: all of Day is within what Boost can hold, so only the way back can fail.
/// Errors: a special value (not a date, infinity) or a date outside the range of Day is nullopt.
/// Complexity: O(1).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/day.h>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <optional>

namespace waitlist {

[[nodiscard]] inline boost::gregorian::date to_boost(Day day) {
  const boost::gregorian::date epoch{1970, 1, 1};
  return epoch + boost::gregorian::days{day.days_since_epoch()};
}

[[nodiscard]] inline std::optional<Day> from_boost(const boost::gregorian::date& date) {
  if (date.is_special()) return std::nullopt;
  const boost::gregorian::date epoch{1970, 1, 1};
  return Day::from_days_since_epoch((date - epoch).days());
}

}  // namespace waitlist
