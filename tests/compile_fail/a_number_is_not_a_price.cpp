// Expects: (no match for .operator=.|no viable overloaded .=.)
#include <waitlist/allocation/allocation_rules.h>

void weigh(waitlist::PriceWeights& weights) {
#ifdef MISTAKE
  weights.travel_minute = 5;
#else
  weights.travel_minute = waitlist::Cost{5};
#endif
}
