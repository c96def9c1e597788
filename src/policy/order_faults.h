// The faults of the orders of a policy.
#pragma once

#include "policy/fault_collector.h"

namespace waitlist {

void check_orders(FaultCollector& to);

}  // namespace waitlist
