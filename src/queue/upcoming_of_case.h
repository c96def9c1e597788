// The days ahead of one case, for whoever shows cases one by one.
#pragma once

#include <waitlist/queue/upcoming.h>

#include <vector>

namespace waitlist {

/// Adds the days that upcoming_days() has for a ranked case; those of one day in no order.
void add_days_of_case(const Ranking& ranking,
                      CaseRow row,
                      const Score& score,
                      Days ahead,
                      std::vector<UpcomingDay>& days);

/// The same of a case apart.
void add_days_of_case(const Ranking& ranking,
                      const ApartCase& apart,
                      Days ahead,
                      std::vector<UpcomingDay>& days);

}  // namespace waitlist
