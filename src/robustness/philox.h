// Philox4x32-10: a counter and a key become four even numbers of 32 bits.
#pragma once

#include <array>
#include <cstdint>

namespace waitlist {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

[[nodiscard]] constexpr PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) noexcept {
  constexpr int kRounds = 10;
  constexpr std::uint64_t kTimes0 = 0xD2511F53U;
  constexpr std::uint64_t kTimes1 = 0xCD9E8D57U;
  constexpr std::uint32_t kStep0 = 0x9E3779B9U;
  constexpr std::uint32_t kStep1 = 0xBB67AE85U;
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t a = kTimes0 * counter[0];
    const std::uint64_t b = kTimes1 * counter[2];
    counter = {
        static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
        static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += kStep0;
    key[1] += kStep1;
  }
  return counter;
}

}  // namespace waitlist
