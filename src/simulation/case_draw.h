// A newly listed case drawn from a mix, and what becomes of it while it waits.
#pragma once

#include <waitlist/cases/case.h>
#include <waitlist/simulation/case_mix.h>

#include "base/keyed_draws.h"

#include <cstdint>
#include <vector>

namespace waitlist {

/// Fills children, filing date and answers of a case whose day of listing is set.
void draw_facts(const CaseMix& mix, const FactSchema& schema, const KeyedDraws& draws, Case& one);

/// An answer that changes `after` so many days on the list.
struct ComingAnswer {
  std::int64_t after = 0;
  FactIndex fact = 0;
  Answer answer;
};

/// Pending answers that come and facts that get worse within `most_days`, in no order.
[[nodiscard]] std::vector<ComingAnswer> coming_answers(const CaseMix& mix,
                                                       const FactSchema& schema,
                                                       const KeyedDraws& draws,
                                                       const Case& one,
                                                       std::int64_t most_days);

/// Days on the list after which the family no longer wants the work; never within `most_days`:
/// a later day.
[[nodiscard]] std::int64_t withdrawn_after(const CaseMix& mix,
                                           const KeyedDraws& draws,
                                           std::int64_t most_days);

[[nodiscard]] bool meets(const MixCondition& condition, FactKind kind, Answer answer);

}  // namespace waitlist
