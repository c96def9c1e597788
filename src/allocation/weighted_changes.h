// What a change would do where units take several places.
#pragma once

#include <waitlist/allocation/assignment_problem.h>
#include <waitlist/allocation/weighted_assignment.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace waitlist {

/// Where every unit would be.
using ChangedAssignment = std::vector<std::optional<PractitionerIndex>>;

class WeightedChanges {
 public:
  /// Both outlive this.
  WeightedChanges(const AssignmentProblem& problem, const WeightedAssignment& now)
      : problem_{problem}, now_{now} {}

  /// The unit goes to the practitioner before all others, who keep the promise among them and stay
  /// where they are as far as they can. nullopt: may not have it, or has not the places for it.
  [[nodiscard]] std::optional<ChangedAssignment> given(QueuedUnit unit, PractitionerIndex to) const;

  /// The practitioner has no place any more; the others the same.
  [[nodiscard]] ChangedAssignment without(PractitionerIndex practitioner) const;

 private:
  [[nodiscard]] ChangedAssignment settled(const AssignmentProblem& changed,
                                          const std::vector<QueuedUnit>& order) const;

  const AssignmentProblem& problem_;
  const WeightedAssignment& now_;
};

}  // namespace waitlist
