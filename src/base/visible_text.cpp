#include "base/visible_text.h"

#include <waitlist/base/shown_text.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace waitlist {
namespace {

struct Range {
  std::uint32_t first = 0, last = 0;
};

/// Controls and breaks of lines.
constexpr std::array<Range, 3> kControls{{{0x00, 0x1F}, {0x7F, 0x9F}, {0x2028, 0x2029}}};

/// What has no width, or turns the direction of what follows; in the order of their numbers.
constexpr std::array<Range, 16> kHidden{{{0xAD, 0xAD},
                                         {0x34F, 0x34F},
                                         {0x61C, 0x61C},
                                         {0x115F, 0x1160},
                                         {0x17B4, 0x17B5},
                                         {0x180B, 0x180F},
                                         {0x200B, 0x200F},
                                         {0x202A, 0x202E},
                                         {0x2060, 0x206F},
                                         {0x3164, 0x3164},
                                         {0xFE00, 0xFE0F},
                                         {0xFEFF, 0xFEFF},
                                         {0xFFA0, 0xFFA0},
                                         {0xFFF0, 0xFFFB},
                                         {0x1D173, 0x1D17A},
                                         {0xE0000, 0xE0FFF}}};

constexpr std::array<Range, 7> kBlanks{{{0x20, 0x20},
                                        {0xA0, 0xA0},
                                        {0x1680, 0x1680},
                                        {0x2000, 0x200A},
                                        {0x202F, 0x202F},
                                        {0x205F, 0x205F},
                                        {0x3000, 0x3000}}};

template <class Ranges>
bool is_in(std::uint32_t character, const Ranges& ranges) noexcept {
  return std::ranges::any_of(ranges, [character](const Range& range) {
    return range.first <= character && character <= range.last;
  });
}

struct Character {
  std::uint32_t number = 0;
  std::size_t bytes = 0;  ///< 0: there is none, the byte is not UTF-8
};

/// The first character of a text that is not empty (RFC 3629).
Character first_character(std::string_view text) noexcept {
  const auto byte = [text](std::size_t i) -> std::uint32_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {lead, 0};
  std::uint32_t number = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {lead, 0};
    number = number << 6U | (byte(i) & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = number >= 0xD800 && number <= 0xDFFF;
  if (number < kLeast[bytes] || number > 0x10FFFF || is_surrogate) return {lead, 0};
  return {number, bytes};
}

/// Bits that are set where one of eight bytes is not ASCII from `first` to `~`.
std::uint64_t outside_of(std::uint64_t bytes, std::uint64_t first) noexcept {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  // What is taken from a byte too small for it reaches only bytes beside one that is outside.
  return (bytes | (bytes - kOnes * first) | (bytes + kOnes)) & kOnes * 0x80;
}

/// Whether all bytes are ASCII from `first` to `~`: so are nearly all texts, and this is asked of
/// every cell of a list. Eight are compared at once, the last eight perhaps twice.
bool is_ascii_from(unsigned char first, std::string_view text) noexcept {
  std::uint64_t outside = 0;
  if (text.size() < sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0x2121212121212121;
    for (const char c : text) bytes = bytes << 8U | static_cast<unsigned char>(c);
    return outside_of(bytes, first) == 0;
  }
  const auto eight = [text](std::size_t from) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + from, sizeof bytes);
    return bytes;
  };
  const std::size_t last = text.size() - sizeof(std::uint64_t);
  for (std::size_t i = 0; i < last; i += sizeof(std::uint64_t)) {
    outside |= outside_of(eight(i), first);
  }
  return (outside | outside_of(eight(last), first)) == 0;
}

template <class Allowed>
bool all_of(std::string_view text, Allowed is_allowed) noexcept {
  while (!text.empty()) {
    const Character one = first_character(text);
    if (one.bytes == 0 || !is_allowed(one.number)) return false;
    text.remove_prefix(one.bytes);
  }
  return true;
}

void write_out(std::uint32_t number, std::string& to) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  to += "\\u{";
  unsigned shift = 20;
  while (shift > 4 && number >> shift == 0) shift -= 4;
  for (;; shift -= 4) {
    to += kDigits[number >> shift & 15U];
    if (shift == 0) break;
  }
  to += '}';
}

/// Bytes of an escape that sets a colour, `ESC [ 1 ; 31 m`, with which a text begins; 0: none.
std::size_t colour_bytes(std::string_view text) noexcept {
  if (!text.starts_with("\x1B[")) return 0;
  const std::size_t end = text.find_first_not_of("0123456789;", 2);
  return end != std::string_view::npos && text[end] == 'm' ? end + 1 : 0;
}

template <class Kept>
std::string shown(std::string_view text, Kept kept_bytes) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    Character one = first_character(text);
    std::size_t kept = kept_bytes(text);
    const bool is_hidden =
        one.bytes == 0 || is_in(one.number, kControls) || is_in(one.number, kHidden);
    if (kept == 0 && !is_hidden) kept = one.bytes;
    if (kept > 0) {
      result += text.substr(0, kept);
    } else {
      write_out(one.number, result);
      kept = std::max<std::size_t>(one.bytes, 1);
    }
    text.remove_prefix(kept);
  }
  return result;
}

}  // namespace

bool is_one_line(std::string_view text) noexcept {
  return is_ascii_from(0x20, text) ||
         all_of(text, [](std::uint32_t one) { return !is_in(one, kControls); });
}

bool is_visible(std::string_view text) noexcept {
  return is_ascii_from(0x21, text) || all_of(text, [](std::uint32_t one) {
           return !is_in(one, kControls) && !is_in(one, kHidden) && !is_in(one, kBlanks);
         });
}

bool is_listable(std::string_view text) noexcept {
  return is_visible(text) && text.find(';') == std::string_view::npos &&
         text.find(',') == std::string_view::npos;
}

bool has_visible_ends(std::string_view text) noexcept {
  if (text.empty()) return true;
  if (shows(text.front()) && shows(text.back())) return true;
  std::size_t last = text.size() - 1;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
  return is_visible(text.substr(0, std::max<std::size_t>(first_character(text).bytes, 1))) &&
         is_visible(text.substr(last));
}

std::string shown_text(std::string_view text) {
  return shown(text, [](std::string_view) { return std::size_t{0}; });
}

std::string shown_lines(std::string_view text, bool colours) {
  return shown(text, [colours](std::string_view rest) -> std::size_t {
    if (rest.front() == '\n' || rest.front() == '\t') return 1;
    return colours ? colour_bytes(rest) : 0;
  });
}

}  // namespace waitlist
