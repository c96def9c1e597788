// How random worlds draw. Inside a property only.
#pragma once

#include <rapidcheck.h>

#include <cstdint>

namespace waitlist::small_world {

/// Both ends included.
inline std::int64_t draw(std::int64_t least, std::int64_t most) {
  return *rc::gen::resize(100, rc::gen::inRange(least, most + 1));
}

inline bool chance(std::int64_t percent) { return draw(0, 99) < percent; }

}  // namespace waitlist::small_world
