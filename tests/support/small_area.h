// A small service area over the facts of small_world.h, and a policy for it.
#pragma once

#include <waitlist/policy/compiled_policy.h>
#include <waitlist/simulation/area_simulation.h>

#include <cstdint>
#include <string>

namespace waitlist::small_area {

/// Cases of every kind: families, pending answers, changes, withdrawals.
[[nodiscard]] CaseMix mix();

/// One stream of 1.5 cases a working day, five practitioners with three places each.
[[nodiscard]] AreaScenario area(std::int64_t days = 60);

/// First come first served, with one band.
[[nodiscard]] CompiledPolicy first_come();

/// A case of a starting list that has waited so many days.
[[nodiscard]] Case waiting_case(const std::string& id, std::int64_t days);

/// News of an answer: taken when it was awaited, when nothing was known, and when it is graver.
void hear(Answer& known, Answer news);

[[nodiscard]] const Figure& figure(const SimulationResult& result,
                                   std::size_t policy,
                                   const std::string& group,
                                   const std::string& measure);

}  // namespace waitlist::small_area
