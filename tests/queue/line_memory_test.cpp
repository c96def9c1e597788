#include "queue/line_memory.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <set>

TEST_SUITE("queue") {
  TEST_CASE("line memory: lines given back are written over, until somebody may read them") {
    waitlist::LineMemory memory;
    std::byte* const first = memory.allocate(45);
    std::byte* const second = memory.allocate(48);
    CHECK(first != second);
    memory.give_back(first, 45);
    memory.give_back(second, 48);
    CHECK(memory.allocate(41) == second);  // of the same six words, the last one first
    CHECK(memory.allocate(48) == first);
    CHECK(memory.allocate(48) != first);
    CHECK(memory.takes_back());
    memory.share();
    CHECK_FALSE(memory.takes_back());
  }

  TEST_CASE("line memory: no two lines share a byte, whatever their sizes") {
    waitlist::LineMemory memory;
    std::set<const std::byte*> begins;
    for (std::size_t i = 0; i < 5000; ++i) {
      const std::size_t bytes = 12 + i * 37 % 700;
      std::byte* const line = memory.allocate(bytes);
      std::memset(line, 1, bytes);
      const auto next = begins.lower_bound(line);
      CHECK((next == begins.end() || line + bytes <= *next));
      CHECK(reinterpret_cast<std::uintptr_t>(line) % 8 == 0);
      begins.insert(line);
    }
  }
}
