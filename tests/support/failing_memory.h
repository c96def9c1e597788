// Memory that runs out when a test says so.
#pragma once

#include <cstddef>

namespace waitlist::failing_memory {

/// What happens to the requests of a thread behind the one that fails.
enum class Then : unsigned char { memory_is_back, all_fail };

/// While it lives, the request for memory of this thread that has `before` others before it fails.
/// One at a time on a thread.
class Shortage {
 public:
  Shortage(std::size_t before, Then then) noexcept;
  Shortage(const Shortage&) = delete;
  Shortage& operator=(const Shortage&) = delete;
  ~Shortage();

  /// Whether a request has failed yet.
  [[nodiscard]] bool has_struck() const noexcept;
};

/// While it lives, this thread cannot hold more than so many bytes that were requested meanwhile.
class Budget {
 public:
  explicit Budget(std::size_t bytes) noexcept;
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;
  ~Budget();

  /// Whether a request has failed yet.
  [[nodiscard]] bool has_struck() const noexcept;
};

}  // namespace waitlist::failing_memory
