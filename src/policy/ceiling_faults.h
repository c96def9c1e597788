// Faults of what keeps cases down: ceilings, and the band for what cannot be told.
#pragma once

#include "policy/fault_collector.h"

namespace waitlist {

void check_ceilings(FaultCollector& to);
void check_cannot_tell(FaultCollector& to);

}  // namespace waitlist
