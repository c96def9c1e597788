// Asking for memory before it is read, so that several reads are under way at once.
#pragma once

#include <cstddef>
#include <cstdint>

namespace waitlist {

/// Hints that these bytes are read soon. They need not belong to an object, so addresses are
/// counted as numbers: arithmetic on a pointer past its array is undefined.
inline void prefetch_bytes(const void* begin, std::size_t bytes) noexcept {
#ifdef __GNUC__
  constexpr std::size_t kLine = 64;
  const auto hint = [first = reinterpret_cast<std::uintptr_t>(begin)](std::size_t at) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): never dereferenced
    __builtin_prefetch(reinterpret_cast<const void*>(first + at));
  };
  for (std::size_t at = 0; at + 1 < bytes; at += kLine) hint(at);
  hint(bytes - 1);
#else
  static_cast<void>(begin);
  static_cast<void>(bytes);
#endif
}

}  // namespace waitlist
