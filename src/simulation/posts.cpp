#include "simulation/posts.h"

#include <algorithm>

namespace waitlist {

void Turnover::plan(Tenure& tenure, std::uint32_t post, std::int64_t day) const {
  if (rule_.turnover_per_year <= 0.0) {
    tenure.changes_on = kNeverDay;
    return;
  }
  const KeyedDraws draws{seed_, post + 1};
  const std::uint64_t purpose = 2 * tenure.spell;
  if (tenure.held) {
    tenure.changes_on =
        day + 1 + exponential_ticks(draws, purpose, 365.2425 / rule_.turnover_per_year);
  } else {
    const std::int64_t span = rule_.vacant_for.to - rule_.vacant_for.from + 1;
    tenure.changes_on =
        day + std::max<std::int64_t>(1, rule_.vacant_for.from + draws.below(purpose + 1, span));
    ++tenure.spell;
  }
}

}  // namespace waitlist
