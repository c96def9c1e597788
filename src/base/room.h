// Memory asked for ahead of a change, so that the change itself cannot fail.
#pragma once

#include <algorithm>
#include <cstddef>

namespace waitlist {

/// Room for so many more values. Grows as vectors grow: many calls cost O(1) for each value.
template <class Vector>
void make_room(Vector& values, std::size_t more) {
  const std::size_t wanted = values.size() + more;
  if (wanted > values.capacity()) values.reserve(std::max(wanted, 2 * values.capacity()));
}

}  // namespace waitlist
