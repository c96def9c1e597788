// What characters a text is made of: whether it is one line, and whether all of it shows.
#pragma once

#include <string_view>

namespace waitlist {

/// Whether a byte is a character of ASCII that shows: a letter, a digit, a sign.
[[nodiscard]] constexpr bool shows(char byte) noexcept { return byte > ' ' && byte <= '~'; }

/// Whether a text is UTF-8 without control characters (C0, DEL, C1) and breaks of lines.
[[nodiscard]] bool is_one_line(std::string_view text) noexcept;

/// Whether every character of a text shows: one line, no blank of any width, nothing that has no
/// width or changes the direction of others.
[[nodiscard]] bool is_visible(std::string_view text) noexcept;

/// Whether a text is visible and can stand in a list: it has none of `;` and `,`.
[[nodiscard]] bool is_listable(std::string_view text) noexcept;

/// Whether the first and the last character of a text show, or it is empty.
[[nodiscard]] bool has_visible_ends(std::string_view text) noexcept;

}  // namespace waitlist
