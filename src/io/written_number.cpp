#include "io/written_number.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

namespace waitlist {
namespace {

/// More than this moves every digit out of the range of a Decimal, or leaves only noughts.
constexpr int kExponentMax = 64;

std::optional<int> exponent_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  const bool read = failed == std::errc{} && stop == text.data() + text.size();
  if (!read || exponent < -kExponentMax || exponent > kExponentMax) return std::nullopt;
  return exponent;
}

/// The digits with the point so many places further right.
std::string shifted(std::string_view mantissa, int places) {
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits{mantissa.substr(0, point)};
  if (point < mantissa.size()) digits += mantissa.substr(point + 1);
  std::int64_t at = static_cast<std::int64_t>(point) + places;
  if (at < 1) {
    digits.insert(0, static_cast<std::size_t>(1 - at), '0');
    at = 1;
  }
  const auto whole = static_cast<std::size_t>(at);
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  if (digits.size() > whole) digits.insert(whole, 1, '.');
  return digits;
}

}  // namespace

std::optional<Decimal> written_number(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c != '_'; });
  std::string sign;
  if (digits.starts_with('+') || digits.starts_with('-')) {
    if (digits.front() == '-') sign = "-";
    digits.erase(0, 1);
  }
  const std::size_t e = digits.find_first_of("eE");
  if (e != std::string::npos) {
    const auto exponent = exponent_of(std::string_view{digits}.substr(e + 1));
    const std::string mantissa = digits.substr(0, e);
    if (!exponent || !Decimal::parse(mantissa.substr(0, mantissa.find('.')))) return std::nullopt;
    digits = shifted(mantissa, *exponent);
  }
  return Decimal::parse(sign + digits);
}

}  // namespace waitlist
