// What a policy asks of its scales: one overload for each kind, answered in the file of the kind.
// Callers visit, so that a new alternative of CriterionRule::scale compiles only with every answer.
#pragma once

#include "policy/fault_collector.h"
#include "policy/policy_tables.h"

#include <span>
#include <string>

namespace waitlist {

/// A criterion whose scale is checked; `field` names it in faults.
struct ScaleCheck {
  FaultCollector& to;
  const FactDefinition& fact;
  TextPlace place;
  const std::string& field;
};

/// Whether the scale can score a fact of this kind.
[[nodiscard]] bool can_score(const ByLevel& scale, FactKind kind) noexcept;
[[nodiscard]] bool can_score(const ByRange& scale, FactKind kind) noexcept;
[[nodiscard]] bool can_score(const ByMarker& scale, FactKind kind) noexcept;

/// Reports the faults of a scale that can score the fact.
void check_scale(const ByLevel& scale, const ScaleCheck& check);
void check_scale(const ByRange& scale, const ScaleCheck& check);
void check_scale(const ByMarker& scale, const ScaleCheck& check);

/// Most that an answer can earn, taken as written: the scale may have faults.
[[nodiscard]] Points most_points(const ByLevel& scale);
[[nodiscard]] Points most_points(const ByRange& scale);
[[nodiscard]] Points most_points(const ByMarker& scale);

/// Writes a scale without faults into the table of its criterion.
void compile_scale(const ByLevel& scale, const FactDefinition& fact, CriterionTable& table);
void compile_scale(const ByRange& scale, const FactDefinition& fact, CriterionTable& table);
void compile_scale(const ByMarker& scale, const FactDefinition& fact, CriterionTable& table);

/// The rows between which one unit more makes a step; none where answers are not numbers.
[[nodiscard]] std::span<const RangePoints> steps_of(const ByLevel& scale) noexcept;
[[nodiscard]] std::span<const RangePoints> steps_of(const ByRange& scale) noexcept;
[[nodiscard]] std::span<const RangePoints> steps_of(const ByMarker& scale) noexcept;

}  // namespace waitlist
