// A small fact schema, and random policies and waiting lists over it, for property tests.
#pragma once

#include <waitlist/cases/case_table.h>
#include <waitlist/policy/compiled_policy.h>

#include "support/shipped.h"

#include <cstddef>
#include <vector>

namespace waitlist::small_world {

/// Facts of every kind: a choice, a second choice, a count, a checklist, a date, a count with a
/// decimal, one for monitoring.
[[nodiscard]] const FactSchema& schema();

inline constexpr FactIndex kHarm = 0;     ///< choice of 4 levels
inline constexpr FactIndex kMarac = 1;    ///< choice of 2 levels
inline constexpr FactIndex kPolice = 2;   ///< count, up to 300
inline constexpr FactIndex kWorries = 3;  ///< checklist of 5 markers
inline constexpr FactIndex kHeardOn = 4;  ///< date
inline constexpr FactIndex kBlood = 5;    ///< count with one decimal, up to 40.0
inline constexpr std::size_t kFacts = 7;

/// The day on which random lists stand.
[[nodiscard]] Day as_of();

/// What a random policy may hold.
enum class PolicyShape {
  anything,  ///< whatever the format allows
  monotone,  ///< worse facts, longer waits and younger children never earn less
};

// Both draw from RapidCheck, so they may be called inside a property only.
[[nodiscard]] Policy random_policy(PolicyShape shape = PolicyShape::anything);
/// One that has waited 40 days, whose child is 4000 days old, without a filing date; every answer
/// is no.
[[nodiscard]] Case plain_case();

[[nodiscard]] std::vector<Case> random_cases(std::size_t most = 14);

/// A policy over this world that has no band, rule or order yet.
[[nodiscard]] Policy bare_policy(const char* id, const char* title);

/// The table of these cases; the cases are correct by construction.
[[nodiscard]] CaseTable table_of(const std::vector<Case>& cases);
[[nodiscard]] CompiledPolicy compiled(const Policy& policy);

using shipped::day;

/// Whether `rank` gives the case a place as of this day.
[[nodiscard]] bool is_ranked(const CaseTable& cases, CaseRow row, Day as_of);

}  // namespace waitlist::small_world
