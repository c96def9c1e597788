// The allocation of the sample list to the sample roster, as the documentation shows it.
#pragma once

#include <waitlist/allocation/allocation.h>

#include <vector>

namespace waitlist::shipped {

/// What the shipped work and instructions say.
[[nodiscard]] AllocationRules sample_rules();
[[nodiscard]] Roster sample_roster();

/// Ends the test when it is refused.
[[nodiscard]] Allocation allocated(const Ranking& ranking,
                                   const Roster& roster,
                                   const AllocationRules& rules = {});
[[nodiscard]] Roster roster_of(std::vector<Practitioner> practitioners,
                               std::vector<TravelTime> travel = {});

[[nodiscard]] const Allocation& sample_allocation();

}  // namespace waitlist::shipped
