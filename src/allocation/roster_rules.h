// What must be true of practitioners and travel, whichever reader or host they come from.
#pragma once

#include <waitlist/allocation/roster.h>

#include "base/fault_list.h"

#include <cstdint>
#include <span>
#include <string>

namespace waitlist {

/// Adds every fault. `lines` are where each practitioner or way stands in a text; empty: nowhere.
void check_practitioners(std::span<const Practitioner> practitioners,
                         std::span<const std::uint32_t> lines,
                         const std::string& source,
                         FaultList& faults);
void check_travel(std::span<const TravelTime> travel,
                  std::span<const std::uint32_t> lines,
                  const std::string& source,
                  FaultList& faults);

}  // namespace waitlist
