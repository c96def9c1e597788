#include <waitlist/base/digest.h>

#include "base/check.h"

// The plain functions ask for no memory, so they cannot fail. Those that took their place load the
// system's configuration at first, and wait for ever when memory runs out meanwhile.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

namespace waitlist {

struct DigestBuilder::State {
  SHA256_CTX context{};
};

DigestBuilder::DigestBuilder() : state_{std::make_unique<State>()} {
  WAITLIST_CHECK(SHA256_Init(&state_->context) == 1);
}

DigestBuilder::~DigestBuilder() = default;
DigestBuilder::DigestBuilder(DigestBuilder&&) noexcept = default;
DigestBuilder& DigestBuilder::operator=(DigestBuilder&&) noexcept = default;

void DigestBuilder::add(std::string_view bytes) {
  WAITLIST_CHECK(SHA256_Update(&state_->context, bytes.data(), bytes.size()) == 1);
}

Digest DigestBuilder::finish() {
  Digest digest;
  WAITLIST_CHECK(SHA256_Final(digest.bytes.data(), &state_->context) == 1);
  return digest;
}

std::string Digest::hex() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

Digest sha256(std::string_view bytes) {
  DigestBuilder builder;
  builder.add(bytes);
  return builder.finish();
}

}  // namespace waitlist
