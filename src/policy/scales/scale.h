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
  Decimal greatest;  ///< no number of an answer is above it
};

/// Whether the scale can score a fact of this kind.
[[nodiscard]] bool can_score(const ByLevel& scale, FactKind kind) noexcept;
[[nodiscard]] bool can_score(const ByRange& scale, FactKind kind) noexcept;
[[nodiscard]] bool can_score(const ByMarker& scale, FactKind kind) noexcept;
[[nodiscard]] bool can_score(const PointsPer& scale, FactKind kind) noexcept;
[[nodiscard]] bool can_score(const ByTwoFacts& scale, FactKind kind) noexcept;

/// Reports the faults of a scale that can score the fact.
void check_scale(const ByLevel& scale, const ScaleCheck& check);
void check_scale(const ByRange& scale, const ScaleCheck& check);
void check_scale(const ByMarker& scale, const ScaleCheck& check);
void check_scale(const PointsPer& scale, const ScaleCheck& check);
void check_scale(const ByTwoFacts& scale, const ScaleCheck& check);

/// Where so many points for each step are checked; `field` names them in faults.
struct PerCheck {
  FaultCollector& to;
  TextPlace place;
  std::string field;
};

/// Reports the faults of such a scale, of a criterion or of the age.
void check_per(const PointsPer& per, Decimal greatest, const PerCheck& check);

/// Most that an answer can earn, taken as written: the scale may have faults. No number of an
/// answer is above `greatest`.
[[nodiscard]] Points most_points(const ByLevel& scale, Decimal greatest);
[[nodiscard]] Points most_points(const ByRange& scale, Decimal greatest);
[[nodiscard]] Points most_points(const ByMarker& scale, Decimal greatest);
[[nodiscard]] Points most_points(const PointsPer& scale, Decimal greatest);
[[nodiscard]] Points most_points(const ByTwoFacts& scale, Decimal greatest);

/// Writes a scale without faults into the table of its criterion, which has its fact.
void compile_scale(const ByLevel& scale, const FactSchema& schema, CriterionTable& table);
void compile_scale(const ByRange& scale, const FactSchema& schema, CriterionTable& table);
void compile_scale(const ByMarker& scale, const FactSchema& schema, CriterionTable& table);
void compile_scale(const PointsPer& scale, const FactSchema& schema, CriterionTable& table);
void compile_scale(const ByTwoFacts& scale, const FactSchema& schema, CriterionTable& table);

/// The rows between which one unit more makes a step; none where answers are not numbers.
[[nodiscard]] std::span<const RangePoints> steps_of(const ByLevel& scale) noexcept;
[[nodiscard]] std::span<const RangePoints> steps_of(const ByRange& scale) noexcept;
[[nodiscard]] std::span<const RangePoints> steps_of(const ByMarker& scale) noexcept;
[[nodiscard]] std::span<const RangePoints> steps_of(const PointsPer& scale) noexcept;
[[nodiscard]] std::span<const RangePoints> steps_of(const ByTwoFacts& scale) noexcept;

}  // namespace waitlist
