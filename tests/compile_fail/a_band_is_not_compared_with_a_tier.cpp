// Expects: (use of deleted function|selected deleted operator)
#include <waitlist/scoring/score.h>

bool lower(const waitlist::Score& a, const waitlist::Score& b) {
#ifdef MISTAKE
  return a.band < b.tier;
#else
  return a.band < b.band;
#endif
}
