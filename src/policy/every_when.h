// Every *when* of a policy, whatever rule it stands on: what looks at conditions as a whole goes
// through here, so that none is forgotten.
#pragma once

#include "policy/policy_tables.h"

namespace waitlist {

/// Calls `visit(const WhenTable&)` for each. Requires everything that has conditions.
template <class Visit>
void each_when(const PolicyTables& tables, Visit visit) {
  for (const CriterionTable& criterion : tables.criteria) visit(criterion.when);
  for (const FloorTable& floor : tables.floors) visit(floor.when);
  for (const CeilingTable& ceiling : tables.ceilings) visit(ceiling.when);
  for (const FasterTable& row : tables.faster) visit(row.when);
  for (const StepTable& row : tables.age_steps) visit(row.when);
  for (const StepTable& row : tables.slack_steps) visit(row.when);
}

/// Calls `visit(const ConditionTable&)` for each condition of a *when*.
template <class Visit>
void each_condition(const WhenTable& when, Visit visit) {
  for (const ConditionTable& condition : when.all) visit(condition);
  for (const ConditionTable& condition : when.any) visit(condition);
}

}  // namespace waitlist
