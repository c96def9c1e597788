/// \file encoded_text.h
/// \brief Texts in other encodings than UTF-8, as UTF-8.
/// Layer: io (may use base).  Which encoding it is has to be said: nothing looks at the bytes and
/// guesses.  Ranges: limits::kInputBytesMax.  Errors: every line with bytes that the encoding does
/// not have (302), with the first of them, counted in the line as it is encoded; up to
/// limits::kErrorsMax.  Complexity: O(bytes).  Threads: pure.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

enum class TextEncoding : std::uint8_t {
  utf_8,
  utf_16,        ///< with a byte order mark
  utf_16le,      ///< low byte first, with or without a mark
  utf_16be,      ///< high byte first, with or without a mark
  windows_1252,  ///< Western European Windows, "ANSI"
};

/// The text in UTF-8, without a byte order mark. One in UTF-8 is given back unread.
[[nodiscard]] WAITLIST_EXPORT Result<std::string> text_in_utf8(std::string_view bytes,
                                                               TextEncoding encoding,
                                                               const std::string& source = "text");

/// `utf-8`, `utf-16`, `utf-16le`, `utf-16be`, `windows-1252`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(TextEncoding encoding) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::optional<TextEncoding> parse_text_encoding(
    std::string_view text) noexcept;

}  // namespace waitlist
