/// \file weighted_assignment.h
/// \brief Who takes which unit when units take several places: found by search, with its bound.
/// Layer: allocation (may use base).  Theory: docs/background/allocation.md.
/// Promise: units are taken in queue order, and each that can be fitted is kept. Whether one fits
/// is a packing question: answered by moving a unit, swapping two and following chains, and where
/// none of these makes room by a search that leaves nothing untried. Its steps are counted; a unit
/// whose question is still open at their end is among `undecided`, and does not fit by moving one
/// unit or swapping two among those before it. Without such units the set is the
/// lexicographically best. Then prices fall as far as moves, swaps and exchanges take them.
/// Urgent limits, limits on kinds of work and places are never passed. With loads of 1 alone and no
/// limit on a kind, solve() is exact instead. Limits on kinds cross those on urgent work, so with
/// them the set is found by the same search, whatever the loads; `bound` is that without them.
/// Errors: those of AssignmentProblem::check().  Same bytes everywhere: no clock decides.
/// Complexity: O(units * pairs) and a fixed number of exact steps.  Threads: immutable.
#pragma once

#include <waitlist/allocation/assignment_problem.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace waitlist {

/// An answer for units of several places.
struct WeightedAssignment {
  std::vector<std::optional<PractitionerIndex>> practitioner;  ///< of each unit
  std::vector<std::uint32_t> taken;                            ///< places of each practitioner
  std::vector<std::uint32_t> urgent_taken;
  Cost total;
  Cost bound;  ///< placing the same units costs no less: the least price if units could be shared
  /// Units without a place of which it was not found out whether they could have one, in queue
  /// order. Of every other one without a place it is certain that it could not, whatever happened
  /// to those before it that are placed.
  std::vector<QueuedUnit> undecided;
  /// Nothing was left untried: the set is the lexicographically best, the price the least.
  bool proved = false;
};

[[nodiscard]] WAITLIST_EXPORT Result<WeightedAssignment> solve_weighted(
    const AssignmentProblem& problem);

}  // namespace waitlist
