// Digests in base64 (RFC 4648), one way to write each.
#pragma once

#include <waitlist/base/digest.h>

#include <optional>
#include <string>
#include <string_view>

namespace waitlist {

/// 44 characters.
[[nodiscard]] std::string base64_of(const Digest& digest);

/// Exactly what base64_of() writes: no other filling, no bit that is not used.
[[nodiscard]] std::optional<Digest> digest_of_base64(std::string_view text);

}  // namespace waitlist
