#include "record/base64_text.h"

#include <cstddef>
#include <cstdint>

namespace waitlist {
namespace {

constexpr std::string_view kSixBits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kDigestCharacters = 44;  // the last of them `=`

}  // namespace

std::string base64_of(const Digest& digest) {
  std::string text;
  text.reserve(kDigestCharacters);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const std::uint8_t byte : digest.bytes) {
    bits = (bits << 8U) | byte;
    held += 8;
    while (held >= 6) {
      held -= 6;
      text += kSixBits[(bits >> held) & 63U];
    }
  }
  text += kSixBits[(bits << (6 - held)) & 63U];
  text += '=';
  return text;
}

std::optional<Digest> digest_of_base64(std::string_view text) {
  if (text.size() != kDigestCharacters || text.back() != '=') return std::nullopt;
  Digest digest;
  std::uint32_t bits = 0;
  unsigned held = 0;
  std::size_t filled = 0;
  for (const char c : text.substr(0, kDigestCharacters - 1)) {
    const std::size_t six = kSixBits.find(c);
    if (six == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(six);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    digest.bytes[filled++] = static_cast<std::uint8_t>(bits >> held);
  }
  if (base64_of(digest) != text) return std::nullopt;
  return digest;
}

}  // namespace waitlist
