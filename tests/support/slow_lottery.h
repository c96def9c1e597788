// The lottery number, read literally from section 11 of the policy format.
#pragma once

#include <cstdint>
#include <string_view>

namespace waitlist::slow_oracle {

/// Of the text `SEED:CASE_ID`.
[[nodiscard]] inline std::uint64_t lottery_number(std::string_view text) {
  std::uint64_t z = 14695981039346656037U;
  for (const char c : text) {
    z ^= static_cast<unsigned char>(c);
    z *= 1099511628211U;
  }
  z ^= z >> 30U;
  z *= 0xbf58476d1ce4e5b9U;
  z ^= z >> 27U;
  z *= 0x94d049bb133111ebU;
  z ^= z >> 31U;
  return z;
}

}  // namespace waitlist::slow_oracle
