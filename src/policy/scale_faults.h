// Faults of the rules that turn facts, ages and days into points.
#pragma once

#include "policy/fault_collector.h"

namespace waitlist {

void check_criteria(FaultCollector& to);
void check_age(FaultCollector& to);
void check_unknown(FaultCollector& to);
void check_waiting(FaultCollector& to);
void check_filing(FaultCollector& to);

}  // namespace waitlist
