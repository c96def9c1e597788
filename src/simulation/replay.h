// The record beside what policies make of the same cases.
#pragma once

#include "simulation/area_model.h"
#include "simulation/estimates.h"
#include "simulation/varied_area.h"

#include <span>
#include <vector>

namespace waitlist {

/// Appends the figures of the recorded cases in one run.
void add_replayed(const AreaModel& model,
                  const Families& families,
                  const std::vector<FamilyOutcome>& outcomes,
                  Figures& figures);

/// What really became of each family by the last simulated day; one that the record does not have
/// waits.
[[nodiscard]] std::vector<FamilyOutcome> outcomes_as_recorded(const AreaModel& model,
                                                              const Families& families);

/// From the figures that add_replayed() appended to those of each replication, of the area as it
/// stands and then of each variant.
[[nodiscard]] HistoryReplay replay_of(const VariedArea& area, std::span<const Figures> done);

}  // namespace waitlist
