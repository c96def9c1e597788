#include "base/points_text.h"

#include <array>
#include <charconv>

namespace waitlist {

void append_whole(std::string& out, std::int64_t number) {
  std::array<char, 24> digits{};
  char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_points(std::string& out, Points points) {
  const std::int64_t whole = points.count() / 1000;
  const std::int64_t rest = points.count() % 1000;
  if (points.count() < 0 && whole == 0) out += '-';
  append_whole(out, whole);
  const auto decimals = static_cast<unsigned>(rest < 0 ? -rest : rest);
  out += '.';
  out += static_cast<char>('0' + decimals / 100);
  out += static_cast<char>('0' + decimals / 10 % 10);
  out += static_cast<char>('0' + decimals % 10);
}

std::string to_text(Points points) {
  std::string text;
  append_points(text, points);
  return text;
}

std::string signed_points(Points points) {
  return (points.count() > 0 ? "+" : "") + to_text(points);
}

}  // namespace waitlist
