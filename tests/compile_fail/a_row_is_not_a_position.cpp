// Expects: (no match for .operator=.|no viable overloaded .=.)
#include <waitlist/queue/ranking.h>

void place(waitlist::Place& place, waitlist::CaseRow row) {
#ifdef MISTAKE
  place.position = row;
#else
  place.row = row;
#endif
}
