// To which group of a monitoring fact each unit belongs.
#pragma once

#include "equality/measured_units.h"

#include <cstdint>
#include <vector>

namespace waitlist {

struct MonitoredLabels {
  std::vector<MonitoredGroup> groups;  ///< all that could be, with their true numbers of units
  std::vector<std::uint32_t> of_unit;  ///< numbers of groups
};

/// Whether units are compared by a fact of this kind.
[[nodiscard]] bool is_compared(const FactDefinition& fact) noexcept;

/// A unit is in the group of its first case. A group of those whose cases differ would hold linked
/// cases alone, and one by whatever any case has on record fewer lone ones: they stand higher for
/// being linked, and labels could not be dealt to all alike. Of facts that are not compared:
/// recorded, or not.
[[nodiscard]] MonitoredLabels monitored_labels(const CaseTable& cases,
                                               FactIndex fact,
                                               const MeasuredUnits& units);

}  // namespace waitlist
