// What an Allocation keeps.
#pragma once

#include <waitlist/allocation/allocation.h>
#include <waitlist/allocation/weighted_assignment.h>

#include "allocation/eligibility.h"
#include "allocation/known_families.h"

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace waitlist {

struct Allocation::Data {
  Ranking ranking;
  Roster roster;
  AllocationRules rules;
  CaseRules case_rules;
  Eligibility eligibility;
  KnownFamilies known;
  std::vector<AllocationUnit> units;  ///< numbered as in the assignment
  std::vector<PractitionerLoad> loads;
  std::unordered_map<CaseRow, QueuedUnit> unit_of_row;
  AssignmentProblem problem;
  std::optional<Assignment> exact;
  std::optional<WeightedAssignment> weighted;

  [[nodiscard]] std::vector<CaseAsks> asks(std::span<const CaseRow> rows) const {
    std::vector<CaseAsks> asks;
    asks.reserve(rows.size());
    for (const CaseRow row : rows) asks.push_back(case_rules.asks(ranking.cases(), row));
    return asks;
  }

  /// Requires that the practitioner may take the cases.
  [[nodiscard]] PairParts parts(PractitionerIndex practitioner,
                                std::span<const CaseRow> rows,
                                std::span<const CaseAsks> asks) const {
    PairParts parts = eligibility.parts(practitioner, asks);
    if (rules.pairs.empty()) {
      parts.continuity = -known.worth(ranking.cases().unit(rows.front()), practitioner);
    }
    return parts;
  }
};

}  // namespace waitlist
