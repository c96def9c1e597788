#include <waitlist/base/decimal.h>

#include <algorithm>
#include <charconv>

namespace waitlist {
namespace {

bool all_digits(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view decimals =
      point == std::string_view::npos ? std::string_view{"0"} : text.substr(point + 1);
  if (whole.empty() || decimals.empty() || !all_digits(whole) || !all_digits(decimals)) {
    return std::nullopt;
  }
  while (decimals.ends_with('0')) decimals.remove_suffix(1);
  if (decimals.size() > std::size_t{kDecimalsMax}) return std::nullopt;
  std::int64_t number = 0;
  const auto read = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  if (read.ec != std::errc{} || number > kWholeMax) return std::nullopt;
  std::int64_t millionths = number * kUnit;
  std::int64_t place = kUnit;
  for (const char digit : decimals) millionths += (digit - '0') * (place /= 10);
  if (millionths > kWholeMax * kUnit) return std::nullopt;
  return of_millionths(negative ? -millionths : millionths);
}

std::string Decimal::text() const {
  int decimals = 0;
  while (!units(decimals)) ++decimals;
  return text(decimals);
}

std::string Decimal::text(int decimals) const {
  const std::int64_t size = millionths_ < 0 ? -millionths_ : millionths_;
  std::string text = (millionths_ < 0 ? "-" : "") + std::to_string(size / kUnit);
  if (decimals == 0) return text;
  const std::string digits = std::to_string(size % kUnit + kUnit).substr(1);
  return text + '.' + digits.substr(0, static_cast<std::size_t>(decimals));
}

}  // namespace waitlist
