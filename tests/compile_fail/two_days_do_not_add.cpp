// Expects: (no match for .operator\+.|invalid operands to binary expression).*Day
#include <waitlist/base/day.h>

waitlist::Day later(waitlist::Day from, waitlist::Day to) {
#ifdef MISTAKE
  return from + to;
#else
  return from + (to - from);
#endif
}
