// How the numbers of a workbook are shown: as numbers, as days, with leading zeros.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// What a number format makes of a number.
struct NumberFormat {
  bool is_day = false;
  std::uint8_t zeros = 0;  ///< digits to which a whole number is filled up; 0: as it is

  friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

/// Of a format that a workbook writes itself: `dd/mm/yyyy`, `[$-809]d mmmm yyyy;@`, `00000`.
[[nodiscard]] NumberFormat format_of_code(std::string_view code);

/// Of one of the formats that every workbook knows by their number.
[[nodiscard]] NumberFormat built_in_format(std::uint32_t id);

/// From which day a workbook counts.
enum class DaySystem : std::uint8_t {
  from_1900,  ///< 1 is 1900-01-01; 60 is 29 February 1900, a day that never was
  from_1904,  ///< 0 is 1904-01-01
};

/// Appends a number of a cell as people see it. `text` is as the file has it. A day is written as
/// YYYY-MM-DD without its time; one that does not exist is written all the same, for the reader of
/// days to refuse.
void append_number(std::string& out, std::string_view text, NumberFormat format, DaySystem system);

}  // namespace waitlist
