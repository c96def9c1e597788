#include "io/workbook/cell_formats.h"

#include "io/blank_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>

namespace waitlist {
namespace {

bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The signs of the first section of a format that stand for parts of a number, in small letters:
/// without texts in quotes, colours, conditions and languages.
std::string signs_of(std::string_view code) {
  std::string signs;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    switch (code[i]) {
      case '"': i = std::min(code.find('"', i + 1), code.size()); break;
      case '[': i = std::min(code.find(']', i), code.size()); break;
      case '\\':
      case '_':
      case '*': ++i; break;
      default: signs += ascii_lower(code[i]);
    }
  }
  return signs;
}

bool has_sign(std::string_view signs, char sign) {
  return signs.find(sign) != std::string_view::npos;
}

/// Hours or minutes that have passed, as `[h]:mm`: no day.
bool counts_time(std::string_view code) {
  for (std::size_t i = code.find('['); i != std::string_view::npos; i = code.find('[', i + 1)) {
    const char sign = i + 1 < code.size() ? ascii_lower(code[i + 1]) : '\0';
    const char next = i + 2 < code.size() ? ascii_lower(code[i + 2]) : '\0';
    if ((sign == 'h' || sign == 'm' || sign == 's') && (next == ']' || next == sign)) return true;
  }
  return false;
}

void append_digits(std::string& out, unsigned number, int digits) {
  for (unsigned power = digits == 4 ? 1000 : 10; power != 0; power /= 10) {
    out += static_cast<char>('0' + number / power % 10);
  }
}

void append_day(std::string& out, int year, unsigned month, unsigned day) {
  append_digits(out, static_cast<unsigned>(year), 4);
  out += '-';
  append_digits(out, month, 2);
  out += '-';
  append_digits(out, day, 2);
}

/// False: no spreadsheet shows this number as a day.
bool append_serial(std::string& out, double value, DaySystem system) {
  constexpr double kLast = 2'958'465;  // 9999-12-31
  if (!(value >= 0) || value > kLast) return false;
  const auto serial = static_cast<int>(std::floor(value));
  if (system == DaySystem::from_1900 && serial == 0) {
    append_day(out, 1900, 1, 0);  // what an empty day becomes
    return true;
  }
  if (system == DaySystem::from_1900 && serial == 60) {
    append_day(out, 1900, 2, 29);
    return true;
  }
  constexpr int kEpoch1904 = 24'107;  // the serial of 1970-01-01
  const int epoch = system == DaySystem::from_1904 ? kEpoch1904 : serial < 60 ? 25'568 : 25'569;
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{serial - epoch}}};
  if (static_cast<int>(day.year()) > 9999) return false;
  append_day(out, static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
             static_cast<unsigned>(day.day()));
  return true;
}

/// A number as spreadsheets show it, who keep fifteen digits.
void append_shown(std::string& out, double value) {
  constexpr int kDigits = 15;
  std::array<char, 32> short_text{};
  const auto rounded = std::to_chars(short_text.data(), short_text.data() + short_text.size(),
                                     value, std::chars_format::general, kDigits);
  std::from_chars(short_text.data(), rounded.ptr, value);
  std::array<char, 400> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  out.append(text.data(), end.ptr);
}

}  // namespace

NumberFormat format_of_code(std::string_view code) {
  const std::string signs = signs_of(code);
  if (signs == "general" || signs == "@" || counts_time(code)) return {};
  const bool has_time = has_sign(signs, 'h') || has_sign(signs, 's');
  const bool is_day =
      has_sign(signs, 'y') || has_sign(signs, 'd') || (has_sign(signs, 'm') && !has_time);
  if (is_day) return {true, 0};
  constexpr std::size_t kZerosMax = 64;
  const bool zeros = signs.size() >= 2 && signs.size() <= kZerosMax &&
                     signs.find_first_not_of('0') == std::string::npos;
  return {false, zeros ? static_cast<std::uint8_t>(signs.size()) : std::uint8_t{0}};
}

NumberFormat built_in_format(std::uint32_t id) {
  // 27 to 36 and 50 to 58 are days in the languages that have them.
  const bool is_day = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                      (id >= 50 && id <= 54) || id == 57 || id == 58;
  return {is_day, 0};
}

void append_number(std::string& out, std::string_view text, NumberFormat format, DaySystem system) {
  constexpr std::size_t kExact = 15;
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  const bool is_whole =
      !digits.empty() && digits.size() <= kExact && std::ranges::all_of(digits, is_ascii_digit);
  if (is_whole && !format.is_day) {
    const bool is_filled = format.zeros > digits.size() && digits.size() == text.size();
    if (is_filled) out.append(format.zeros - digits.size(), '0');
    out += text;
    return;
  }
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value)) {
    out += text;
    return;
  }
  if (format.is_day && append_serial(out, value, system)) return;
  append_shown(out, value);
}

}  // namespace waitlist
