// Memory for large arrays, in the large pages of the system where it offers them: reading here and
// there then misses far fewer translations, and touching it for the first time is cheaper.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace waitlist {

/// Memory of this size, not cleared. Throws std::bad_alloc.
[[nodiscard]] void* allocate_big(std::size_t bytes);

/// Gives it back. Requires the size it was asked for with.
void release_big(void* memory, std::size_t bytes) noexcept;

template <class T>
struct BigAllocator {
  using value_type = T;  // NOLINT(readability-identifier-naming): the standard's name

  // NOLINTNEXTLINE(bugprone-sizeof-expression): elements may be pointers
  static constexpr std::size_t kBytes = sizeof(T);

  BigAllocator() = default;

  template <class Other>
  // NOLINTNEXTLINE(google-explicit-constructor): what an allocator is asked for
  BigAllocator(const BigAllocator<Other>& /*other*/) noexcept {}

  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(allocate_big(count * kBytes));
  }

  void deallocate(T* memory, std::size_t count) noexcept { release_big(memory, count * kBytes); }

  friend bool operator==(const BigAllocator&, const BigAllocator&) noexcept { return true; }
};

/// A vector that may grow large.
template <class T>
using BigVector = std::vector<T, BigAllocator<T>>;

/// Room for so many values that is not cleared first: clearing it takes as long as filling it.
template <class T>
class BigBuffer {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  explicit BigBuffer(std::size_t size)
      : values_{static_cast<T*>(allocate_big(size * sizeof(T)))}, size_{size} {}

  BigBuffer(const BigBuffer&) = delete;
  BigBuffer& operator=(const BigBuffer&) = delete;

  BigBuffer(BigBuffer&& other) noexcept
      : values_{std::exchange(other.values_, nullptr)}, size_{std::exchange(other.size_, 0)} {}

  BigBuffer& operator=(BigBuffer&& other) noexcept {
    std::swap(values_, other.values_);
    std::swap(size_, other.size_);
    return *this;
  }

  ~BigBuffer() {
    if (values_ != nullptr) release_big(values_, size_ * sizeof(T));
  }

  [[nodiscard]] T* begin() const noexcept { return values_; }

  [[nodiscard]] T* end() const noexcept { return values_ + size_; }

  [[nodiscard]] T& operator[](std::size_t at) const noexcept { return values_[at]; }

 private:
  T* values_;
  std::size_t size_;
};

}  // namespace waitlist
