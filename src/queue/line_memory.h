// Memory of a live queue's lines. Lines out of use are written over by new ones, until a snapshot
// may read them.
#pragma once

#include "base/big_memory.h"

#include <array>
#include <cstddef>
#include <vector>

namespace waitlist {

class LineMemory {
 public:
  /// Memory for a line, which starts at a multiple of eight bytes.
  [[nodiscard]] std::byte* allocate(std::size_t bytes);

  /// Whether lines out of use may be given back: no snapshot has been taken.
  [[nodiscard]] bool takes_back() const noexcept { return takes_back_; }

  /// Takes back a line of this size. Requires takes_back().
  void give_back(const void* line, std::size_t bytes) noexcept;

  /// From now on somebody else may read any line.
  void share() noexcept { takes_back_ = false; }

 private:
  using Chunk = BigVector<std::byte>;
  static constexpr std::size_t kUnit = 8;
  static constexpr std::size_t kPointerBytes = sizeof(void*);
  static constexpr std::size_t kSizes = 32;  ///< lines of up to 31 units are given out again

  std::byte* from_chunk(std::size_t bytes);

  std::vector<Chunk> chunks_;  ///< full but for the last; never past its capacity
  std::size_t held_ = 0;
  /// By size: the last line given back, in which the one before it is noted.
  std::array<std::byte*, kSizes> given_back_{};
  bool takes_back_ = true;
};

}  // namespace waitlist
