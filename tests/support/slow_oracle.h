// The policy format read literally, slowly, one sentence after the other: what scoring and ranking
// are compared with. It shares no code with them beside Day, completed_months and the calendar.
#pragma once

#include <waitlist/cases/case.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/cases/working_calendar.h>
#include <waitlist/policy/policy.h>

#include <cstdint>
#include <string>
#include <vector>

namespace waitlist::slow_oracle {

struct Line {
  std::uint32_t position = 0;
  std::string case_id;
  std::int64_t least = 0, used = 0, most = 0;  ///< thousandths
  std::string band, band_least, band_most, tier;
  bool must_allocate = false;
  std::int64_t waited = 0;
  /// What `used` leaves out, as a fraction of a thousandth in lowest terms.
  std::int64_t part = 0, part_of = 1;

  friend bool operator==(const Line&, const Line&) = default;
};

/// Every ranked case in order, working days counted by the calendar.
[[nodiscard]] std::vector<Line> rank(
    const std::vector<Case>& cases,
    const Policy& policy,
    const FactSchema& schema,
    Day as_of,
    const WorkingCalendar& calendar = WorkingCalendar::england_and_wales());

}  // namespace waitlist::slow_oracle
