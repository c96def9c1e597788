// A day as month and day of the month, for whoever asks for the age of many.
#pragma once

#include <waitlist/base/day.h>

#include <chrono>
#include <cstdint>

namespace waitlist {

struct CivilDay {
  explicit CivilDay(Day of) noexcept {
    const std::chrono::year_month_day civil{
        std::chrono::sys_days{std::chrono::days{of.days_since_epoch()}}};
    month = static_cast<int>(civil.year()) * 12 +
            static_cast<int>(static_cast<unsigned>(civil.month()));
    day = static_cast<unsigned>(civil.day());
  }

  std::int32_t month = 0;  ///< counted from the year 0 on
  std::uint32_t day = 0;   ///< of the month
};

/// completed_months() of days that are taken apart already; `born` is not after `on`.
[[nodiscard]] inline std::int64_t completed_months(const CivilDay& born,
                                                   const CivilDay& on) noexcept {
  return std::int64_t{on.month} - born.month - (on.day < born.day ? 1 : 0);
}

}  // namespace waitlist
