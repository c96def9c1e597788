// Cases that may be one and the same under two ids.
#pragma once

#include <waitlist/queue/summary.h>

#include <vector>

namespace waitlist {

/// Adds a finding for each case whose id differs from that of a case before it only in upper and
/// lower case, in noughts before a number, or in characters that nobody sees. O(bytes of ids).
void find_alike_ids(const CaseTable& cases, std::vector<Finding>& findings);

}  // namespace waitlist
