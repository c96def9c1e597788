#include "base/big_memory.h"

#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace waitlist {
namespace {

constexpr std::size_t kLargePage = std::size_t{2} * 1024 * 1024;

/// Less is not worth rounding to large pages.
bool is_big(std::size_t bytes) noexcept { return bytes >= 2 * kLargePage; }

}  // namespace

void* allocate_big(std::size_t bytes) {
  if (!is_big(bytes)) return ::operator new(bytes);
  void* const memory = ::operator new (bytes, std::align_val_t{kLargePage});
#ifdef __linux__
  // A hint: where it is refused, the memory is as good, only slower.
  static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE));
#endif
  return memory;
}

void release_big(void* memory, std::size_t bytes) noexcept {
  if (is_big(bytes)) {
    ::operator delete (memory, std::align_val_t{kLargePage});
  } else {
    ::operator delete(memory);
  }
}

}  // namespace waitlist
