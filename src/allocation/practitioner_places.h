// What a practitioner's places of a day are to the assignment: how many, at what price.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/allocation/roster.h>

namespace waitlist {

[[nodiscard]] PractitionerPlaces places_of(const Practitioner& practitioner,
                                           const Capacity& capacity,
                                           const AllocationRules& rules);

}  // namespace waitlist
