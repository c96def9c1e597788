// Asking for memory before it is read, so that several reads are under way at once.
#pragma once

#include <cstddef>

namespace waitlist {

/// Asks for these bytes; they need not be anybody's.
inline void prefetch_bytes(const void* begin, std::size_t bytes) noexcept {
#ifdef __GNUC__
  constexpr std::size_t kLine = 64;
  const char* const first = static_cast<const char*>(begin);
  for (std::size_t at = 0; at + 1 < bytes; at += kLine) __builtin_prefetch(first + at);
  __builtin_prefetch(first + bytes - 1);
#else
  static_cast<void>(begin);
  static_cast<void>(bytes);
#endif
}

}  // namespace waitlist
