// Days as people and spreadsheets write them.
#pragma once

#include <waitlist/base/day.h>

#include "io/cell_parser.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

enum class DayOrder : std::uint8_t { unsaid, day_month_year, month_day_year, year_month_day };

/// `day/month/year` and so on; nothing for unsaid.
[[nodiscard]] std::string_view to_text(DayOrder order) noexcept;

/// How days are written: `[dates]` of docs/reference/mapping-format.md.
struct DayRules {
  DayOrder order = DayOrder::unsaid;
  std::optional<int> two_digit_years_from = std::nullopt;
  bool drop_times = false;
  int excel_serials = 0;  ///< 1900, 1904, or 0: numbers are no days

  friend bool operator==(const DayRules&, const DayRules&) = default;
};

/// The day that a cell without blanks at its ends means; nullopt after filling `fault`.
[[nodiscard]] std::optional<Day> read_written_day(const DayRules& rules,
                                                  std::string_view cell,
                                                  CellFault& fault);

/// Appends `2009-04-06` for `06/04/2009`, as nearly every cell is written. False where the cell is
/// written in another way, or wrong: read_written_day() then says more.
[[nodiscard]] bool append_common_day(const DayRules& rules,
                                     std::string_view cell,
                                     std::string& out);

}  // namespace waitlist
