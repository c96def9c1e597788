#include "support/slow_filing.h"

#include <waitlist/cases/working_calendar.h>

#include <algorithm>

namespace waitlist::slow_oracle {

std::int64_t filing_points(
    const Policy& policy, const std::optional<Day>& filing, bool open, Reading reading, Day as_of) {
  if (!policy.filing) return 0;
  const FilingRule& rule = *policy.filing;
  if (filing) {
    const WorkingDays slack =
        WorkingCalendar::england_and_wales().between(as_of, *filing - rule.effort);
    std::int64_t least = INT64_MAX;
    std::int64_t most = 0;
    std::int64_t points = 0;
    for (const SlackPoints& row : rule.slack) {
      points = row.points.count();
      if (slack <= row.up_to) break;
      least = std::min(least, points);
      most = std::max(most, points);
      points = 0;
    }
    if (!open || reading == Reading::used) return points;
    return reading == Reading::least ? std::min(least, points) : std::max(most, points);
  }
  if (!open || reading == Reading::used) return rule.no_filing_date.count();
  if (reading == Reading::least) return 0;
  std::int64_t most = rule.no_filing_date.count();
  for (const SlackPoints& row : rule.slack) most = std::max(most, row.points.count());
  return most;
}

}  // namespace waitlist::slow_oracle
