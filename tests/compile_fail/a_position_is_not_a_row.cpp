// Expects: (cannot convert|no viable conversion).*(Index<|CaseRow)
#include <waitlist/queue/ranking.h>

std::span<const waitlist::Child> children(const waitlist::CaseTable& cases,
                                          const waitlist::Place& place) {
#ifdef MISTAKE
  return cases.children(place.position);
#else
  return cases.children(place.row);
#endif
}
