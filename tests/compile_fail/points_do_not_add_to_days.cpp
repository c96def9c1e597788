// Expects: (no match for .operator\+.|invalid operands to binary expression).*Whole<
#include <waitlist/base/whole.h>

waitlist::Points sum() {
  const waitlist::Points points{1000};
#ifdef MISTAKE
  const waitlist::Days more{14};
#else
  const waitlist::Points more{14};
#endif
  return points + more;
}
