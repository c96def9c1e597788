// Expects: (no match for .operator=.|no viable overloaded .=.)
#include <waitlist/allocation/roster.h>

void contract(waitlist::Practitioner& practitioner) {
#ifdef MISTAKE
  practitioner.contracted_hours = practitioner.caseload;
#else
  practitioner.available_hours = practitioner.contracted_hours;
#endif
}
