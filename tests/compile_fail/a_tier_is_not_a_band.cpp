// Expects: (cannot convert|no viable conversion).*Index<
#include <waitlist/scoring/score.h>

const waitlist::BandRule& band_of(const waitlist::CompiledPolicy& policy,
                                  const waitlist::Score& score) {
#ifdef MISTAKE
  return policy.band(score.tier);
#else
  return policy.band(score.band);
#endif
}
