// An invariant that only a bug of ours can break: always on, stops the program at once.
#pragma once

namespace waitlist {

[[noreturn]] void check_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace waitlist

#define WAITLIST_CHECK(expression) \
  ((expression) ? static_cast<void>(0) : ::waitlist::check_failed(#expression, __FILE__, __LINE__))
