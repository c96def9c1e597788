// Any bytes in any encoding give UTF-8, or faults that name what is wrong; and what is UTF-8 comes
// back whole from UTF-16.
#include <waitlist/io/encoded_text.h>

#include "fuzz_world.h"
#include "io/text_encoding.h"
#include "support/utf_16.h"

#include <array>
#include <string>

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::array<TextEncoding, 4> kDecoded{TextEncoding::utf_16, TextEncoding::utf_16le,
                                               TextEncoding::utf_16be, TextEncoding::windows_1252};

/// The code of the character that begins a text of valid UTF-8, which is then behind it.
std::uint32_t next_code(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t code = bytes == 1 ? lead : lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  text.remove_prefix(bytes);
  return code;
}

/// The text, which is valid UTF-8, in UTF-16 behind a byte order mark.
std::string in_utf_16(std::string_view text, bool high_first) {
  std::string bytes;
  utf_16::add(bytes, 0xFEFF, high_first);
  while (!text.empty()) utf_16::add(bytes, next_code(text), high_first);
  return bytes;
}

/// The byte of the text that a fault names, from 1; 0: it is about the text as a whole.
std::size_t place_of(const Error& fault, std::string_view bytes) {
  if (fault.column == 0) return 0;
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < fault.line; ++line) begin = bytes.find('\n', begin) + 1;
  return begin + fault.column;
}

/// A byte that Windows-1252 does not have is the one that is named.
void require_place(const Error& fault, std::string_view bytes) {
  const std::size_t place = place_of(fault, bytes);
  fuzz::require(place >= 1 && place <= bytes.size(), "a fault names a byte of the text");
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(bytes[place - 1]);
  const std::string found{'b', 'y', 't', 'e', ' ', kDigits[byte >> 4U], kDigits[byte & 15U]};
  fuzz::require(fault.found == found, "the byte that a fault names is the one that is there");
}

void read_any(std::string_view bytes, TextEncoding encoding) {
  const auto text = text_in_utf8(bytes, encoding);
  if (text) return fuzz::require(is_utf8(*text), "what was decoded is UTF-8");
  fuzz::require_faults(text.error());
  for (const Error& fault : text.error()) {
    // The last one may only count what is not told.
    if (fault.line == 0) continue;
    fuzz::require(fault.code == ErrorCode::wrong_encoding, "bytes are wrong, and nothing else");
    if (encoding == TextEncoding::windows_1252) {
      require_place(fault, bytes);
    } else {
      fuzz::require(fault.column <= bytes.size(), "a fault is inside the text");
    }
  }
}

void write_and_read(std::string_view text) {
  const auto back = [text](const std::string& bytes, TextEncoding encoding) {
    const auto read = text_in_utf8(bytes, encoding);
    fuzz::require(read.has_value() && *read == text, "a text in UTF-16 is the text");
  };
  const std::string low = in_utf_16(text, false);
  const std::string high = in_utf_16(text, true);
  back(low, TextEncoding::utf_16);
  back(low, TextEncoding::utf_16le);
  back(high, TextEncoding::utf_16);
  back(high, TextEncoding::utf_16be);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  for (const TextEncoding encoding : kDecoded) read_any(bytes, encoding);
  if (is_utf8(bytes)) write_and_read(bytes);
  return 0;
}
