// What an Allocation keeps.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/weighted_assignment.h>

#include "allocation/eligibility.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace waitlist {

struct Allocation::Data {
  Ranking ranking;
  Roster roster;
  AllocationRules rules;
  Eligibility eligibility;
  std::vector<AllocationUnit> units;  ///< numbered as in the assignment
  std::vector<PractitionerLoad> loads;
  std::unordered_map<CaseRow, std::uint32_t> unit_of_row;
  AssignmentProblem problem;
  std::optional<Assignment> exact;
  std::optional<WeightedAssignment> weighted;
};

}  // namespace waitlist
