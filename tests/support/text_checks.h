// What tests ask of a text that was written for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waitlist::text_checks {

[[nodiscard]] inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The parts of the text that stand between `begin` and the next `end`.
[[nodiscard]] inline std::vector<std::string> all_between(std::string_view text,
                                                          std::string_view begin,
                                                          std::string_view end) {
  std::vector<std::string> parts;
  for (std::size_t at = text.find(begin); at != std::string_view::npos; at = text.find(begin, at)) {
    at += begin.size();
    const std::size_t stop = text.find(end, at);
    parts.emplace_back(text.substr(at, stop == std::string_view::npos ? stop : stop - at));
    if (stop == std::string_view::npos) break;
    at = stop + end.size();
  }
  return parts;
}

/// Breaks of lines, and columns apart, as one blank.
[[nodiscard]] inline std::string unbroken(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const char plain = c == '\n' ? ' ' : c;
    if (plain != ' ' || line.empty() || line.back() != ' ') line += plain;
  }
  return line;
}

}  // namespace waitlist::text_checks
