// What a policy asks of its conditions: one overload for each kind, answered in its own file.
// Callers visit, so that a new alternative of Condition::test compiles only with every answer.
#pragma once

#include "policy/fault_collector.h"
#include "policy/name_resolver.h"
#include "policy/policy_tables.h"

#include <string>
#include <string_view>

namespace waitlist {

/// A condition that is checked; `field` names it in faults.
struct ConditionCheck {
  FaultCollector& to;
  TextPlace place;
  std::string field;
  WhenOf rule = WhenOf::floor;
  bool negated = false;
};

/// Reports the faults of a condition.
void check_test(const FactAtLeast& test, const ConditionCheck& check);
void check_test(const FactAnyOf& test, const ConditionCheck& check);
void check_test(const FactWithin& test, const ConditionCheck& check);
void check_test(const YoungestUnder& test, const ConditionCheck& check);
void check_test(const BandAtLeast& test, const ConditionCheck& check);
void check_test(const FactAtMost& test, const ConditionCheck& check);
void check_test(const FactBetween& test, const ConditionCheck& check);
void check_test(const FactIs& test, const ConditionCheck& check);
void check_test(const FactWithinMonths& test, const ConditionCheck& check);
void check_test(const FactOlder& test, const ConditionCheck& check);
void check_test(const FactIsUnknown& test, const ConditionCheck& check);

/// The table of a condition without faults.
[[nodiscard]] ConditionTable compile_test(const FactAtLeast& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const FactAnyOf& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const FactWithin& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const YoungestUnder& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const BandAtLeast& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const FactAtMost& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const FactBetween& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const FactIs& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const FactWithinMonths& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const FactOlder& test, const NameResolver& names);
[[nodiscard]] ConditionTable compile_test(const FactIsUnknown& test, const NameResolver& names);

/// The fact that the condition is about; empty: none.
[[nodiscard]] std::string_view fact_of(const FactAtLeast& test) noexcept;
[[nodiscard]] std::string_view fact_of(const FactAnyOf& test) noexcept;
[[nodiscard]] std::string_view fact_of(const FactWithin& test) noexcept;
[[nodiscard]] std::string_view fact_of(const YoungestUnder& test) noexcept;
[[nodiscard]] std::string_view fact_of(const BandAtLeast& test) noexcept;
[[nodiscard]] std::string_view fact_of(const FactAtMost& test) noexcept;
[[nodiscard]] std::string_view fact_of(const FactBetween& test) noexcept;
[[nodiscard]] std::string_view fact_of(const FactIs& test) noexcept;
[[nodiscard]] std::string_view fact_of(const FactWithinMonths& test) noexcept;
[[nodiscard]] std::string_view fact_of(const FactOlder& test) noexcept;
[[nodiscard]] std::string_view fact_of(const FactIsUnknown& test) noexcept;

/// Whether the condition is about the age of a child.
[[nodiscard]] bool is_about_age(const FactAtLeast& test) noexcept;
[[nodiscard]] bool is_about_age(const FactAnyOf& test) noexcept;
[[nodiscard]] bool is_about_age(const FactWithin& test) noexcept;
[[nodiscard]] bool is_about_age(const YoungestUnder& test) noexcept;
[[nodiscard]] bool is_about_age(const BandAtLeast& test) noexcept;
[[nodiscard]] bool is_about_age(const FactAtMost& test) noexcept;
[[nodiscard]] bool is_about_age(const FactBetween& test) noexcept;
[[nodiscard]] bool is_about_age(const FactIs& test) noexcept;
[[nodiscard]] bool is_about_age(const FactWithinMonths& test) noexcept;
[[nodiscard]] bool is_about_age(const FactOlder& test) noexcept;
[[nodiscard]] bool is_about_age(const FactIsUnknown& test) noexcept;

}  // namespace waitlist
