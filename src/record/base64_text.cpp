#include "record/base64_text.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace waitlist {
namespace {

constexpr std::size_t kDigestCharacters = 44;  // the last of them `=`

}  // namespace

std::string base64_of(const Digest& digest) {
  std::array<unsigned char, kDigestCharacters + 1> text{};  // and a zero
  EVP_EncodeBlock(text.data(), digest.bytes.data(), static_cast<int>(digest.bytes.size()));
  return {text.begin(), text.end() - 1};
}

std::optional<Digest> digest_of_base64(std::string_view text) {
  if (text.size() != kDigestCharacters) return std::nullopt;
  const std::vector<unsigned char> characters{text.begin(), text.end()};
  std::array<unsigned char, kDigestCharacters / 4 * 3> bytes{};
  const int read = EVP_DecodeBlock(bytes.data(), characters.data(), kDigestCharacters);
  if (read != static_cast<int>(bytes.size())) return std::nullopt;
  Digest digest;
  std::copy_n(bytes.begin(), digest.bytes.size(), digest.bytes.begin());
  // Decoding lets pass blanks and bits that are not used.
  if (base64_of(digest) != text) return std::nullopt;
  return digest;
}

}  // namespace waitlist
