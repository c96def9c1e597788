// The bytes of a digest as a text, and from one.
#pragma once

#include <waitlist/base/digest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

[[nodiscard]] inline std::string_view bytes_of(const Digest& digest) noexcept {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are characters here
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

/// Requires 32 bytes.
[[nodiscard]] inline Digest digest_of_bytes(std::string_view bytes) noexcept {
  Digest digest;
  std::ranges::transform(bytes.substr(0, digest.bytes.size()), digest.bytes.begin(),
                         [](char c) { return static_cast<std::uint8_t>(c); });
  return digest;
}

/// Exactly what Digest::hex() writes.
[[nodiscard]] inline std::optional<Digest> digest_of_hex(std::string_view hex) noexcept {
  Digest digest;
  if (hex.size() != digest.bytes.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const char c = hex[i];
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (c < 'a' || c > 'f')) return std::nullopt;
    const int value = is_digit ? c - '0' : c - 'a' + 10;
    digest.bytes[i / 2] = static_cast<std::uint8_t>(digest.bytes[i / 2] * 16 + value);
  }
  return digest;
}

}  // namespace waitlist
