// Expects: (could not convert|cannot convert|no viable conversion).*(Index<|QueuedUnit)
#include <waitlist/allocation/allocation.h>

waitlist::UnplacedReason why(const waitlist::Allocation& allocation, const waitlist::Place& place) {
#ifdef MISTAKE
  return allocation.why_unplaced(place.row);
#else
  return allocation.why_unplaced(*allocation.find(allocation.ranking().cases().case_id(place.row)));
#endif
}
