// The faults of intervals in which numbers of a policy may lie.
#pragma once

#include "policy/fault_collector.h"

namespace waitlist {

void check_uncertain(FaultCollector& to);

/// The policy without its intervals, and with each number that has one at an end of it: at its
/// `from`, where `unknown` is held at the most that a known answer earns, or at its `to`, where it
/// stays. Requires that check_uncertain() found nothing.
[[nodiscard]] Policy at_interval_ends(const Policy& policy, const FactSchema& schema, bool at_to);

}  // namespace waitlist
