// Least shares where units take several places or kinds have limits: met afterwards, move by move.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/weighted_assignment.h>

#include <functional>
#include <span>

namespace waitlist {

/// What a unit with somebody would change of an earlier proposal.
using ChangesOf = std::function<std::int64_t(QueuedUnit, PractitionerIndex)>;
/// Places that a unit takes with somebody.
using LoadWith = std::function<std::uint32_t(QueuedUnit, PractitionerIndex)>;

/// Moves single units to whoever has less than their least share, the cheapest first, while that
/// takes nothing from another least share, changes no more of an earlier proposal and passes no
/// limit; until no such move is left. The same units are placed as before.
void raise_least_shares(const AssignmentProblem& problem,
                        std::span<const PractitionerLoad> loads,
                        const ChangesOf& changes,
                        const LoadWith& load_with,
                        WeightedAssignment& placed);

}  // namespace waitlist
