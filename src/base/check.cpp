#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace waitlist {

void check_failed(const char* expression, const char* file, int line) noexcept {
  std::fprintf(stderr, "waitlist: bug: %s does not hold at %s:%d\n", expression, file, line);
  std::abort();
}

}  // namespace waitlist
