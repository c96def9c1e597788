// Expects: (could not convert|no viable conversion).*Whole<
#include <waitlist/base/whole.h>

waitlist::WorkingDays slack() {
#ifdef MISTAKE
  const waitlist::Days days{14};
#else
  const waitlist::WorkingDays days{14};
#endif
  return days;
}
