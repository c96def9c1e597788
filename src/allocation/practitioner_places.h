// What a practitioner's places of a day are to the assignment: how many, at what price.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/allocation/roster.h>

#include <cstdint>
#include <optional>

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

/// What somebody can be given on a day, before anything is: nothing while away, nor if a leave
/// begins within the horizon.
[[nodiscard]] PractitionerLoad load_on(const Practitioner& one,
                                       Day today,
                                       std::optional<Days> horizon);

}  // namespace waitlist
