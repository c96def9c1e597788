// How random worlds draw. Inside a property only.
#pragma once

#include <rapidcheck.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace waitlist::small_world {

/// Both ends included.
inline std::int64_t draw(std::int64_t least, std::int64_t most) {
  return *rc::gen::resize(100, rc::gen::inRange(least, most + 1));
}

/// Days that rules name, and days that cases have waited by: often one of a few, and for cases the
/// day before and after it as well, so that cases stand at the boundaries of rules.
inline constexpr std::array<std::int64_t, 6> kMarks{14, 30, 60, 84, 140, 200};

inline std::int64_t rule_days(std::int64_t least, std::int64_t most) {
  const std::int64_t mark = kMarks[static_cast<std::size_t>(draw(0, 5))];
  return draw(0, 1) == 0 && least <= mark && mark <= most ? mark : draw(least, most);
}

inline bool chance(std::int64_t percent) { return draw(0, 99) < percent; }

}  // namespace waitlist::small_world
