/// \file weighted_assignment.h
/// \brief Who takes which unit when units take several places: found by search, with its bound.
/// Layer: allocation (may use base).  Theory: docs/background/allocation.md.
/// Promise: units are taken in queue order, and each that can be fitted is kept. Whether one fits
/// is a packing question; small ones are answered exactly, large ones by moving a unit, swapping
/// two and following chains. In the result no unplaced unit fits by moving one unit or swapping two
/// among those before it, whatever happens to those behind it. Then prices fall as far as the same
/// moves take them.
/// Urgent limits and places are never passed. With loads of 1 alone, solve() is exact instead.
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
  /// Nothing was left untried: the set is the lexicographically best, the price the least.
  bool proved = false;
};

[[nodiscard]] WAITLIST_EXPORT Result<WeightedAssignment> solve_weighted(
    const AssignmentProblem& problem);

}  // namespace waitlist
