#include <waitlist/base/digest.h>

#include "base/check.h"

#include <openssl/evp.h>

#include <cstddef>

namespace waitlist {

struct DigestBuilder::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ~State() { EVP_MD_CTX_free(context); }
};

DigestBuilder::DigestBuilder() : state_{std::make_unique<State>()} {
  WAITLIST_CHECK(state_->context != nullptr);
  WAITLIST_CHECK(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
}

DigestBuilder::~DigestBuilder() = default;
DigestBuilder::DigestBuilder(DigestBuilder&&) noexcept = default;
DigestBuilder& DigestBuilder::operator=(DigestBuilder&&) noexcept = default;

void DigestBuilder::add(std::string_view bytes) {
  WAITLIST_CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

Digest DigestBuilder::finish() {
  Digest digest;
  unsigned length = 0;
  WAITLIST_CHECK(EVP_DigestFinal_ex(state_->context, digest.bytes.data(), &length) == 1);
  WAITLIST_CHECK(length == digest.bytes.size());
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
