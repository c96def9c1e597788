// Which part of a measure comes from which cause, with intervals over paired replications.
#pragma once

#include "simulation/area_outcomes.h"

namespace waitlist {

/// Requires a scenario that asks for it.
[[nodiscard]] AttributionFound attribution_found(const VariedArea& area,
                                                 std::span<const Figures> done,
                                                 const FigurePlaces& places,
                                                 const std::vector<Measure>& measures);

}  // namespace waitlist
