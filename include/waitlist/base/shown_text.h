/// \file shown_text.h
/// \brief Texts of other people as a terminal may show them: what has no glyph, or turns others
/// round, is written out.
/// Layer: base.  Ranges: any bytes.  Errors: none.  Complexity: O(bytes).  Threads: pure.
#pragma once

#include <waitlist/base/export.h>

#include <string>
#include <string_view>

namespace waitlist {

/// The text with `\u{1B}` in the place of each control character (C0, DEL, C1), break of a line,
/// and character that has no width or changes the direction of others; bytes that are not UTF-8
/// likewise. Blanks stay.
[[nodiscard]] WAITLIST_EXPORT std::string shown_text(std::string_view text);

/// The same for a text of several lines: their breaks stay, and tabs; with `colours` the escapes
/// that set one, too.
[[nodiscard]] WAITLIST_EXPORT std::string shown_lines(std::string_view text, bool colours);

}  // namespace waitlist
