#include <waitlist/base/limits.h>
#include <waitlist/io/encoded_text.h>

#include "base/enumerator_words.h"
#include "base/fault_list.h"
#include "io/text_encoding.h"

#include <array>
#include <utility>

namespace waitlist {
namespace {

/// What Windows-1252 has from 80 to 9F; 0: nothing.
constexpr std::array<char16_t, 32> kWindows{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_character(std::string& out, std::uint32_t code) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  const auto rest = [&](int shift) { add(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0U | (code >> 6U));
    rest(0);
  } else if (code < 0x10000) {
    add(0xE0U | (code >> 12U));
    rest(6);
    rest(0);
  } else {
    add(0xF0U | (code >> 18U));
    rest(12);
    rest(6);
    rest(0);
  }
}

std::string hexadecimal(std::uint32_t number, int digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += kDigits[number >> shift & 15U];
  return text;
}

/// Our own, though the system may have iconv: that of glibc reads UTF-16 without a mark in an order
/// that it assumes, lets zeros pass, stops at the first fault, and fetches Windows-1252 from a
/// module of the system when it runs. Here bytes mean the same wherever the library runs.
class Decoder {
 public:
  Decoder(std::string_view bytes, TextEncoding encoding, const std::string& source)
      : bytes_{bytes}, encoding_{encoding}, source_{source} {}

  Result<std::string> run() {
    out_.reserve(bytes_.size() + bytes_.size() / 8);
    encoding_ == TextEncoding::windows_1252 ? read_windows() : read_utf_16();
    if (!faults_.empty()) return failed(faults_.take());
    return std::move(out_);
  }

 private:
  /// A character, behind which the text goes on at byte `next`.
  void add(std::uint32_t code, std::size_t next) {
    append_character(out_, code);
    if (code != '\n') return;
    ++line_;
    line_begins_ = next;
    told_ = false;
  }

  /// The text as a whole.
  void refuse_text(std::string found, const char* reason) {
    faults_.add({ErrorCode::wrong_encoding, source_, line_, 0, "", std::move(found), reason});
  }

  /// What begins at byte `at`; one fault a line.
  void refuse(std::size_t at, std::string found, const char* reason) {
    if (std::exchange(told_, true)) return;
    const auto column = static_cast<std::uint32_t>(at - line_begins_ + 1);
    faults_.add({ErrorCode::wrong_encoding, source_, line_, column, "", std::move(found), reason});
  }

  void read_windows() {
    constexpr std::uint32_t kFirst = 0x80;
    for (std::size_t at = 0; at < bytes_.size(); ++at) {
      const std::uint32_t byte = static_cast<unsigned char>(bytes_[at]);
      std::uint32_t code = byte;
      if (code >= kFirst && code - kFirst < kWindows.size()) code = kWindows[code - kFirst];
      if (code == 0) {
        refuse(at, "byte " + hexadecimal(byte, 2),
               "a byte that Windows-1252 does not have; is the text in another encoding?");
      } else {
        add(code, at + 1);
      }
    }
  }

  void read_utf_16() {
    const bool low_first = bytes_.starts_with("\xFF\xFE");
    const bool high_first = bytes_.starts_with("\xFE\xFF");
    if (encoding_ == TextEncoding::utf_16 && !low_first && !high_first) {
      refuse_text("",
                  "UTF-16 without a byte order mark; say which byte comes first: utf-16le or "
                  "utf-16be");
      return;
    }
    if (bytes_.size() % 2 != 0) {
      refuse_text(std::to_string(bytes_.size()) + " bytes",
                  "half a character of UTF-16 at the end");
      return;
    }
    const bool high =
        encoding_ == TextEncoding::utf_16 ? high_first : encoding_ == TextEncoding::utf_16be;
    const bool has_mark = high ? high_first : low_first;
    for (std::size_t at = has_mark ? 2 : 0; at < bytes_.size();) at = read_unit(at, high);
  }

  [[nodiscard]] std::uint32_t unit(std::size_t at, bool high) const {
    const std::uint32_t first = static_cast<unsigned char>(bytes_[at]);
    const std::uint32_t second = static_cast<unsigned char>(bytes_[at + 1]);
    return high ? first << 8U | second : second << 8U | first;
  }

  std::size_t read_unit(std::size_t at, bool high) {
    const std::uint32_t code = unit(at, high);
    if (code == 0 || (code & 0xF800U) != 0xD800U) {
      if (code == 0) {
        refuse(at, "0000", "a zero: this is no text in UTF-16");
      } else {
        add(code, at + 2);
      }
      return at + 2;
    }
    const std::uint32_t next = at + 2 < bytes_.size() ? unit(at + 2, high) : 0;
    if ((code & 0xFC00U) != 0xD800U || (next & 0xFC00U) != 0xDC00U) {
      refuse(at, hexadecimal(code, 4), "half of a character of UTF-16 without its other half");
      return at + 2;
    }
    add(0x10000U + ((code & 0x3FFU) << 10U | (next & 0x3FFU)), at + 4);
    return at + 4;
  }

  std::string_view bytes_;
  TextEncoding encoding_;
  const std::string& source_;
  std::string out_;
  std::uint32_t line_ = 1;
  std::size_t line_begins_ = 0;  ///< at which byte
  bool told_ = false;            ///< a fault of this line
  FaultList faults_;
};

}  // namespace

Result<std::string> text_in_utf8(std::string_view bytes,
                                 TextEncoding encoding,
                                 const std::string& source) {
  if (bytes.size() > limits::kInputBytesMax) {
    return failed({ErrorCode::too_large, source, 0, 0, "", std::to_string(bytes.size()) + " bytes",
                   "at most " + std::to_string(limits::kInputBytesMax) + " bytes"});
  }
  if (encoding == TextEncoding::utf_8) return std::string{without_byte_order_mark(bytes)};
  return Decoder{bytes, encoding, source}.run();
}

std::string_view to_text(TextEncoding encoding) noexcept {
  switch (encoding) {
    case TextEncoding::utf_8: return "utf-8";
    case TextEncoding::utf_16: return "utf-16";
    case TextEncoding::utf_16le: return "utf-16le";
    case TextEncoding::utf_16be: return "utf-16be";
    case TextEncoding::windows_1252: return "windows-1252";
  }
  return "";
}

std::optional<TextEncoding> parse_text_encoding(std::string_view text) noexcept {
  return enumerator_of<TextEncoding>(text);
}

}  // namespace waitlist
