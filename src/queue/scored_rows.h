// Scored cases that are not in order yet: a line of a cache each, since every one of them is
// fetched from far away when it comes to its place.
#pragma once

#include <waitlist/queue/ranking.h>

#include "base/big_memory.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace waitlist {

class ScoredRows {
 public:
  void reserve(std::size_t count) { lines_.reserve(count); }

  void add(std::span<const Place> scored);

  /// Adds the cases of others behind these.
  void append(const ScoredRows& more);

  [[nodiscard]] std::size_t size() const noexcept {
    return whole_.empty() ? lines_.size() : whole_.size();
  }

  /// A case as it was added.
  [[nodiscard]] Place at(std::size_t number) const noexcept;

  [[nodiscard]] CaseRow row(std::size_t number) const noexcept {
    return whole_.empty() ? lines_[number].row : whole_[number].row;
  }

  /// Asks for the memory of a case.
  void prefetch(std::size_t number) const noexcept;

 private:
  using Three = std::array<std::int32_t, 3>;

  /// What a Place says, points in 32 bits. Large memory begins where a line does.
  struct alignas(16) Line {
    CaseRow row = 0;
    std::int32_t waited = 0;
    std::int32_t filing_date = kNoDay;
    std::int32_t latest_start = kNoDay;
    Three points{};
    Three risk{};
    std::int32_t waiting = 0;
    std::int32_t filing = 0;
    std::uint32_t part = 0;
    std::array<std::uint8_t, 5>
        bands{};  ///< in use, least, most; tier; whether must_allocate holds
  };

  static_assert(sizeof(Line) == 64);
  static constexpr std::int32_t kNoDay = INT32_MAX;

  [[nodiscard]] static bool fits(const Score& score) noexcept;
  [[nodiscard]] static Line line_of(const Place& place) noexcept;
  [[nodiscard]] static Place place_of(const Line& line) noexcept;
  void make_whole();

  BigVector<Line> lines_;   ///< empty where `whole_` is not
  BigVector<Place> whole_;  ///< all of them, where the points of one are too great
};

}  // namespace waitlist
