#include "io/text_encoding.h"

#include <waitlist/base/limits.h>

#include "io/blank_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace waitlist {
namespace {

constexpr std::string_view kHowToSave =
    "not UTF-8; save the file again as UTF-8: in a spreadsheet program as \"CSV UTF-8 (comma "
    "delimited)\", elsewhere with the character set Unicode (UTF-8)";

/// Bytes of the character that begins here, or 0 when there is none (RFC 3629).
std::size_t character_bytes(std::string_view text) {
  const auto byte = [&text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto follows = [&byte](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  if (lead >= 0xC2 && lead < 0xE0) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead < 0xF0) {
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    const bool overlong = lead == 0xF0 && byte(1) < 0x90;
    const bool too_high = lead == 0xF4 && byte(1) >= 0x90;
    return follows(1) && follows(2) && follows(3) && !overlong && !too_high ? 4 : 0;
  }
  return 0;
}

/// Whether eight bytes are plain ASCII without a zero byte.
bool plain_ascii(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  constexpr std::uint64_t kLow = 0x0101010101010101U;
  return ((word | (word - kLow)) & kHigh) == 0;
}

/// Where the first character is that is none, from `at` on; the size of the text: nowhere.
std::size_t first_wrong(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (at + 8 <= text.size() && plain_ascii(text.data() + at)) {
      at += 8;
      continue;
    }
    const std::size_t bytes = character_bytes(text.substr(at, 4));
    if (bytes == 0) return at;
    at += bytes;
  }
  return at;
}

std::string hex(char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'b', 'y', 't', 'e', ' ', kDigits[byte >> 4U], kDigits[byte & 15U]};
}

/// What a text is that has no rows and cells, as its beginning tells; empty: it may have them.
std::string_view other_kind(std::string_view text) {
  constexpr std::string_view kPdf = "%PDF-";
  if (text.starts_with(kPdf)) {
    return "begins as a PDF file does, which has no cells; save the list as .xlsx, or as CSV in "
           "UTF-8";
  }
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  constexpr std::array<std::string_view, 6> kMarks{"<?xml", "<!doctype", "<html",
                                                   "<head", "<body",     "<table"};
  const bool is_marked = std::ranges::any_of(kMarks, [text](std::string_view mark) {
    return std::ranges::equal(text.substr(0, mark.size()), mark, {}, ascii_lower);
  });
  if (!is_marked) return {};
  return "begins as a web page or another file in HTML or XML does; open it in a spreadsheet "
         "program and save its sheet as .xlsx, or as CSV in UTF-8";
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

bool is_utf8(std::string_view text) { return first_wrong(text, 0) == text.size(); }

bool check_encoding(std::string_view text, const std::string& source, FaultList& faults) {
  if (text.size() > limits::kInputBytesMax) {
    faults.add({ErrorCode::too_large, source, 0, 0, "", std::to_string(text.size()) + " bytes",
                "at most " + std::to_string(limits::kInputBytesMax) + " bytes"});
    return false;
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    faults.add({ErrorCode::wrong_encoding, source, 1, 1, "", "UTF-16", std::string{kHowToSave}});
    return false;
  }
  if (text.starts_with("PK\x03\x04") || text.starts_with("\xD0\xCF\x11\xE0")) {
    faults.add({ErrorCode::wrong_encoding, source, 1, 1, "", "",
                "a workbook, or another packed file; save its sheet as \"CSV UTF-8 (comma "
                "delimited)\""});
    return false;
  }
  std::uint32_t line = 1;
  std::size_t line_begin = 0;
  std::size_t counted = 0;
  for (std::size_t at = first_wrong(text, 0); at < text.size(); at = first_wrong(text, at)) {
    for (; counted < at; ++counted) {
      if (text[counted] != '\n') continue;
      ++line;
      line_begin = counted + 1;
    }
    faults.add(
        {ErrorCode::wrong_encoding, source, line, static_cast<std::uint32_t>(at - line_begin + 1),
         "", hex(text[at]),
         text[at] == '\0' ? "a zero byte: this is not a text file" : std::string{kHowToSave}});
    if (text[at] == '\0') return false;
    at = std::min(text.find('\n', at), text.size());  // one fault for each line
  }
  return true;
}

bool check_list_encoding(std::string_view text, const std::string& source, FaultList& faults) {
  const std::string_view kind = other_kind(without_byte_order_mark(text));
  if (kind.empty()) return check_encoding(text, source, faults);
  faults.add({ErrorCode::wrong_encoding, source, 1, 1, "", "", std::string{kind}});
  return false;
}

}  // namespace waitlist
