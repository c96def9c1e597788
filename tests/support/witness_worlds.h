// Worlds so small that every possible case can be written down and ranked under two policies: what
// find_witness() is held against.
#pragma once

#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include "support/policy_draws.h"

#include <string>
#include <vector>

namespace waitlist::witness_worlds {

struct World {
  FactSchema schema;
  Day as_of;
  /// Every case that policies of this world could tell from others, each alone, none of which
  /// contradicts itself.
  CaseTable cases;
};

/// Facts of every kind at the beginning of time, so that there are few days.
[[nodiscard]] const World& of_answers();
[[nodiscard]] std::string policy_of_answers(PolicyDraws& draws);

/// Children, filing dates and waits about one fact, and one date.
[[nodiscard]] const World& of_days();
[[nodiscard]] std::string policy_of_days(PolicyDraws& draws);

[[nodiscard]] CompiledPolicy compiled(const World& world, const std::string& text);

/// What all cases of a world come to.
struct SlowWitness {
  Points loss;  ///< the most, points before less points after
  Points gain;
  bool same_standing = true;  ///< the same band and must_allocate for every case
};

[[nodiscard]] SlowWitness compare_all(const World& world,
                                      const CompiledPolicy& before,
                                      const CompiledPolicy& after);

}  // namespace waitlist::witness_worlds
