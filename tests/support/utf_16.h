// Texts in UTF-16, to be read back.
#pragma once

#include <cstdint>
#include <string>

namespace waitlist::utf_16 {

/// Adds a character, from U+0000 to U+10FFFF and no surrogate, as one unit or two.
inline void add(std::string& bytes, std::uint32_t code, bool high_first) {
  const auto add_unit = [&](std::uint32_t unit) {
    const auto high = static_cast<char>(unit >> 8U);
    const auto low = static_cast<char>(unit & 0xFFU);
    bytes += high_first ? high : low;
    bytes += high_first ? low : high;
  };
  if (code < 0x10000) {
    add_unit(code);
  } else {
    add_unit(0xD800U + ((code - 0x10000U) >> 10U));
    add_unit(0xDC00U + ((code - 0x10000U) & 0x3FFU));
  }
}

}  // namespace waitlist::utf_16
