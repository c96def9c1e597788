#include "allocation/practitioner_places.h"

#include <algorithm>
#include <vector>

namespace waitlist {
namespace {

/// A place costs more the fuller the caseload is: nothing for the first, `full` for the last.
PlacePrice price_of(Cost full, std::int64_t places, std::int64_t held, const PlaceUnit& unit) {
  const std::int64_t scaled = full.count() * unit.scale;
  const std::int64_t first = scaled * std::min(held, places) / places;
  return {Cost{first * 1000 / unit.load_thousandths},
          Cost{scaled * 1000 / unit.load_thousandths / places}};
}

}  // namespace

PractitionerPlaces places_of(const Practitioner& practitioner,
                             const Capacity& capacity,
                             const AllocationRules& rules,
                             const PlaceUnit& unit) {
  PractitionerPlaces places;
  places.places = capacity.free;
  // The limit as it is, above the free places or not: what one more place would bring hangs on it.
  if (practitioner.urgent_limit) {
    places.urgent_places =
        *practitioner.urgent_limit - std::min(*practitioner.urgent_limit, practitioner.urgent_held);
  }
  if (rules.has_own_pairs() || capacity.caseload == 0) return places;
  const PriceWeights& weights = rules.prices;
  const std::uint32_t limit = practitioner.urgent_limit.value_or(capacity.caseload);
  places.price = price_of(weights.full_caseload, capacity.caseload, capacity.held, unit);
  places.urgent_price =
      price_of(weights.full_urgent, std::clamp<std::uint32_t>(limit, 1, capacity.caseload),
               practitioner.urgent_held, unit);
  return places;
}

PractitionerLoad load_on(const Practitioner& one, Day today, std::optional<Days> horizon) {
  PractitionerLoad load{capacity_on(one, today),
                        0,
                        0,
                        0,
                        std::nullopt,
                        std::vector<std::uint32_t>(one.kind_limits.size(), 0),
                        0,
                        0,
                        {},
                        0,
                        one.new_least - std::min(one.new_least, one.new_taken)};
  if (one.new_limit) {
    const std::uint32_t left = *one.new_limit - std::min(*one.new_limit, one.new_taken);
    load.before.free = std::min(load.before.free, left);
    auto& urgent_free = load.before.urgent_free;
    if (urgent_free) urgent_free = std::min(*urgent_free, load.before.free);
  }
  if (load.before.away || !horizon) return load;
  const Day last = today + *horizon;
  for (const Absence& absence : one.absences) {
    const Day from = absence.days.from;
    if (from > last || from <= today || (load.leaves_on && *load.leaves_on < from)) continue;
    load.leaves_on = from;
  }
  if (!load.leaves_on) return load;
  load.before.free = 0;
  if (load.before.urgent_free) load.before.urgent_free = 0;
  return load;
}

}  // namespace waitlist
