// Text as it is compared: without what nobody sees at its ends, and without upper case.
#pragma once

#include <string_view>

namespace waitlist {

/// The text without blanks at its ends: spaces, tabs, spaces that do not break a line, and
/// characters without width that programs leave behind (U+200B to U+200F, U+2060, U+FEFF).
[[nodiscard]] std::string_view without_blanks(std::string_view text) noexcept;

/// The letter as a small one; only A to Z change.
[[nodiscard]] constexpr char ascii_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace waitlist
