// The stamp of everything that an allocation goes by beside the queue and the roster.
#pragma once

#include <waitlist/allocation/allocation_rules.h>
#include <waitlist/base/digest.h>

namespace waitlist {

/// SHA-256 of all rules; the order in which they are written does not change it.
[[nodiscard]] Digest rules_digest(const AllocationRules& rules);

}  // namespace waitlist
