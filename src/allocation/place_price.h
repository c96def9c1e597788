// What several places cost together.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <cstdint>

namespace waitlist {

/// Of so many places, from the first one on.
[[nodiscard]] inline std::int64_t sum_of_places(const PlacePrice& price,
                                                std::int64_t count) noexcept {
  return price.first.count() * count + price.rise.count() * (count * (count - 1) / 2);
}

}  // namespace waitlist
