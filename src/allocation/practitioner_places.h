// What a practitioner's places of a day are to the assignment: how many, at what price.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/allocation/roster.h>

#include <cstdint>

namespace waitlist {

/// What a place is worth where cases take several: a caseload is filled by its cases, so that
/// caseloads counted in cases and in points cost the same.
struct PlaceUnit {
  std::int64_t scale = 1;                ///< prices are multiplied by this
  std::int64_t load_thousandths = 1000;  ///< places that a unit takes on average
};

[[nodiscard]] PractitionerPlaces places_of(const Practitioner& practitioner,
                                           const Capacity& capacity,
                                           const AllocationRules& rules,
                                           const PlaceUnit& unit = {});

}  // namespace waitlist
