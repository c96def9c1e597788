#include "support/slow_filing.h"

#include <waitlist/cases/working_calendar.h>

#include <algorithm>
#include <vector>

namespace waitlist::slow_oracle {
namespace {

/// What so many working days could earn, whichever of the conditions that may hold do.
std::vector<std::int64_t> possible(const FilingRule& rule,
                                   WorkingDays slack,
                                   const RowHolds& holds) {
  std::vector<std::int64_t> points;
  for (const SlackPoints& row : rule.slack) {
    if (slack > row.up_to || !holds(row.when, Reading::most)) continue;
    points.push_back(row.points.count());
    if (holds(row.when, Reading::least)) return points;
  }
  points.push_back(0);
  return points;
}

std::int64_t in_use(const FilingRule& rule, WorkingDays slack, const RowHolds& holds) {
  for (const SlackPoints& row : rule.slack) {
    if (slack <= row.up_to && holds(row.when, Reading::used)) return row.points.count();
  }
  return 0;
}

}  // namespace

std::int64_t filing_points(const Policy& policy,
                           const std::optional<Day>& filing,
                           bool open,
                           Reading reading,
                           const SlackTo& counted,
                           const RowHolds& holds) {
  if (!policy.filing) return 0;
  const FilingRule& rule = *policy.filing;
  const std::int64_t none = rule.no_filing_date.count();
  if (!filing && (!open || reading == Reading::used)) return none;
  if (!filing && reading == Reading::least) return 0;
  const WorkingDays slack = filing ? counted.calendar.between(counted.as_of, *filing - rule.effort)
                                   : rule.slack.back().up_to;
  if (reading == Reading::used) return in_use(rule, slack, holds);
  std::vector<std::int64_t> all = possible(rule, slack, holds);
  if (!filing) all.push_back(none);
  // Another date could be earlier: at every number of days at which a row begins or ends.
  for (const SlackPoints& row : rule.slack) {
    if (!open || row.up_to >= slack) continue;
    const std::vector<std::int64_t> more = possible(rule, row.up_to, holds);
    all.insert(all.end(), more.begin(), more.end());
  }
  return reading == Reading::least ? *std::ranges::min_element(all)
                                   : *std::ranges::max_element(all);
}

}  // namespace waitlist::slow_oracle
