#include "simulation/recorded_outcomes.h"

#include "simulation/families.h"

#include <algorithm>

namespace waitlist {

RecordedOutcomes::RecordedOutcomes(const AreaScenario& scenario, const AreaLists& lists) {
  if (!lists.outcomes) return;
  by_id_.reserve(lists.outcomes->rows.size());
  for (const CaseOutcome& one : lists.outcomes->rows) {
    by_id_.emplace(one.case_id, &one);
    if (is_held_at_first(one, scenario.from)) in_hand_.push_back(&one);
  }
}

std::int64_t drawn_at_least(const DurationDraw& law,
                            const KeyedDraws& draws,
                            std::uint64_t purpose,
                            std::int64_t least) {
  constexpr std::uint64_t kTries = 256;
  // The first draw is the one that a case without a record has; the others are nobody else's.
  constexpr std::uint64_t kFurther = 16;
  std::int64_t days = law.draw(draws, purpose);
  for (std::uint64_t i = 0; i < kTries && days < least; ++i) {
    days = law.draw(draws, purpose + kFurther + i);
  }
  return std::max(days, least);
}

bool is_held_at_first(const CaseOutcome& one, Day from) {
  return one.allocated_on && *one.allocated_on < from && (!one.closed_on || *one.closed_on > from);
}

std::vector<HeldWork> held_at_first(const AreaScenario& scenario,
                                    const RecordedOutcomes& outcomes,
                                    std::uint64_t seed) {
  std::vector<HeldWork> held;
  held.reserve(outcomes.in_hand().size());
  const DurationDraw law{scenario.work.otherwise, 1};
  for (const CaseOutcome* const one : outcomes.in_hand()) {
    const std::int64_t begun = (*one->allocated_on - scenario.from).count();
    const KeyedDraws draws{seed, number_of_id(one->case_id)};
    const std::int64_t ends =
        one->closed_on ? (*one->closed_on - scenario.from).count()
                       : begun + drawn_at_least(law, draws, 0,
                                                seen_so_far(*scenario.record, *one->allocated_on));
    held.push_back({one->case_id, ends});
  }
  return held;
}

}  // namespace waitlist
