/// \file digest.h
/// \brief SHA-256 of bytes: the fingerprint that stamps policies, inputs and results.
/// Layer: base.  Complexity: O(bytes).  Threads: values; share freely.
#pragma once

#include <waitlist/base/export.h>

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace waitlist {

/// A SHA-256 value (FIPS 180-4).
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  /// 64 lower-case hexadecimal digits.
  [[nodiscard]] WAITLIST_EXPORT std::string hex() const;

  friend auto operator<=>(const Digest&, const Digest&) = default;
};

[[nodiscard]] WAITLIST_EXPORT Digest sha256(std::string_view bytes);

/// SHA-256 of bytes that arrive in pieces.
class WAITLIST_EXPORT DigestBuilder {
 public:
  DigestBuilder();
  ~DigestBuilder();
  DigestBuilder(DigestBuilder&&) noexcept;
  DigestBuilder& operator=(DigestBuilder&&) noexcept;
  DigestBuilder(const DigestBuilder&) = delete;
  DigestBuilder& operator=(const DigestBuilder&) = delete;

  void add(std::string_view bytes);
  /// The digest of everything added; the builder is spent afterwards.
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waitlist
