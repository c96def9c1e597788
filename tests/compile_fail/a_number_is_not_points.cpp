// Expects: (could not convert|no viable conversion).*Whole<
#include <waitlist/base/whole.h>

waitlist::Points points() {
#ifdef MISTAKE
  return 12;
#else
  return waitlist::Points{12};
#endif
}
