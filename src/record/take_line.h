// Text line by line.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace waitlist {

/// Cuts off the first line, without its line feed; nullopt where none ends it.
[[nodiscard]] inline std::optional<std::string_view> take_line(std::string_view& text) noexcept {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace waitlist
