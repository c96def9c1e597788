// Expects: (could not convert|cannot convert|no viable conversion).*(Index<|PractitionerIndex)
#include <waitlist/allocation/allocation.h>

std::optional<waitlist::Impact> absent(const waitlist::Allocation& allocation,
                                       const waitlist::Place& place) {
#ifdef MISTAKE
  return allocation.without(place.position);
#else
  return place.position == 1 ? allocation.without(0) : std::nullopt;
#endif
}
