#include "record/entry_text.h"

#include "record/record_numbers.h"

#include <cstddef>

namespace waitlist {
namespace {

constexpr std::string_view kEscapeDigits = "0123456789ABCDEF";

bool needs_escape(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '\x7f' || c == '%';
}

std::optional<std::string> unescaped(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '%') {
      text += value[i];
      continue;
    }
    if (i + 2 >= value.size()) return std::nullopt;
    const std::size_t high = kEscapeDigits.find(value[i + 1]);
    const std::size_t low = kEscapeDigits.find(value[i + 2]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    const char c = static_cast<char>(high * 16 + low);
    if (!needs_escape(c)) return std::nullopt;
    text += c;
    i += 2;
  }
  return text;
}

}  // namespace

void append_part_of_line(std::string& line, std::string_view name, std::string_view value) {
  line += ' ';
  line += name;
  line += '=';
  for (const char c : value) {
    if (!needs_escape(c)) {
      line += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    line += '%';
    line += kEscapeDigits[byte >> 4U];
    line += kEscapeDigits[byte & 15U];
  }
}

std::vector<std::pair<std::string, std::string>> parts_of_line(std::string_view line) {
  std::vector<std::pair<std::string, std::string>> parts;
  for (bool first = true;; first = false) {
    const std::size_t end = line.find(' ');
    const std::string_view word = line.substr(0, end);
    const std::size_t equals = first ? word.size() : word.find('=');
    if (word.empty() || equals == std::string_view::npos || equals == 0) return {};
    for (const char c : word) {
      if (needs_escape(c) && c != '%') return {};
    }
    const auto value = unescaped(first ? std::string_view{} : word.substr(equals + 1));
    if (!value) return {};
    parts.emplace_back(word.substr(0, equals), *value);
    if (end == std::string_view::npos) return parts;
    line.remove_prefix(end + 1);
  }
}

std::optional<std::string> LineParts::take(std::string_view name) {
  if (at_ == parts_.size() || parts_[at_].first != name) return std::nullopt;
  return std::move(parts_[at_++].second);
}

std::optional<std::uint64_t> LineParts::take_number(std::string_view name, std::uint64_t most) {
  const auto value = take(name);
  return value ? record_number(*value, most) : std::nullopt;
}

}  // namespace waitlist
