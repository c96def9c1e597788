// Loads that hang on the practitioner, as limits that the search for room knows.
#pragma once

#include <waitlist/allocation/allocation.h>

namespace waitlist {

/// In the problem a unit takes the least places that it would with anybody. Where that is less than
/// with a practitioner, a kind behind the allocation's own counts what units take with that one, up
/// to the places there are; another does so for urgent units and places. Nobody else has a limit on
/// such a kind, so exactly what fits with them fits in the problem.
/// Errors: more such kinds than a problem may have.
[[nodiscard]] Errors count_pair_loads(const Allocation::Data& data, AssignmentProblem& problem);

}  // namespace waitlist
