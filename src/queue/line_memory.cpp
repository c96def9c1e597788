#include "queue/line_memory.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace waitlist {

std::byte* LineMemory::allocate(std::size_t bytes) {
  const std::size_t units = (bytes + kUnit - 1) / kUnit;
  if (units < kSizes && given_back_[units] != nullptr) {
    std::byte* const line = given_back_[units];
    std::memcpy(&given_back_[units], line, kPointerBytes);
    return line;
  }
  return from_chunk(units * kUnit);
}

void LineMemory::give_back(const void* line, std::size_t bytes) noexcept {
  const std::size_t units = (bytes + kUnit - 1) / kUnit;
  if (units >= kSizes) return;
  auto* const free = const_cast<std::byte*>(static_cast<const std::byte*>(line));  // NOLINT
  std::memcpy(free, &given_back_[units], kPointerBytes);
  given_back_[units] = free;
}

std::byte* LineMemory::from_chunk(std::size_t bytes) {
  if (chunks_.empty() || chunks_.back().capacity() - chunks_.back().size() < bytes) {
    constexpr std::size_t kLeast = std::size_t{64} * 1024;
    constexpr std::size_t kMost = std::size_t{16} * 1024 * 1024;
    Chunk chunk;
    chunk.reserve(std::max(bytes, std::clamp(held_ / 4, kLeast, kMost)));
    chunks_.push_back(std::move(chunk));
    held_ += chunks_.back().capacity();
  }
  Chunk& chunk = chunks_.back();
  chunk.resize(chunk.size() + bytes);
  return chunk.data() + chunk.size() - bytes;
}

}  // namespace waitlist
