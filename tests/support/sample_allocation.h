// The allocation of the sample list to the sample roster, as the documentation shows it, and what
// small allocations are made of.
#pragma once

#include <waitlist/allocation/allocation.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist::shipped {

/// What the shipped work and instructions say.
[[nodiscard]] AllocationRules sample_rules();
[[nodiscard]] Roster sample_roster();

/// Somebody with so many places, of whom nothing else is known: no base, area, competence or case.
[[nodiscard]] Practitioner practitioner(std::string id, std::uint32_t caseload);
/// The cases of this CSV text in the order of `first_come_first_served`: that of the rows, if they
/// are listed one after the other.
[[nodiscard]] Ranking first_come_order(const std::string& csv);
/// The id of the practitioner with whom the case is placed; empty: it waits.
[[nodiscard]] std::string holder(const Allocation& allocation, std::string_view case_id);

/// Ends the test when it is refused.
[[nodiscard]] Allocation allocated(const Ranking& ranking,
                                   const Roster& roster,
                                   const AllocationRules& rules = {});
[[nodiscard]] Roster roster_of(std::vector<Practitioner> practitioners,
                               std::vector<TravelTime> travel = {});

[[nodiscard]] const Allocation& sample_allocation();

}  // namespace waitlist::shipped
