/// \file area_simulation.h
/// \brief A service area under policies, on the live queue itself, day by day.
/// Layer: simulation (may use base to allocation).  Source: docs/background/simulation.md.
/// Complexity: replications x policies x (cases x O(log waiting) + days). From a roster, a working
/// day adds a look at each practitioner, a walk down the queue and the match of its free places.
/// Threads: pure; the result does not depend on SimulationOptions::threads.
#pragma once

#include <waitlist/allocation/roster.h>
#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/case_table.h>
#include <waitlist/simulation/area_scenario.h>
#include <waitlist/simulation/case_outcome.h>
#include <waitlist/simulation/simulation_result.h>

#include <optional>
#include <span>
#include <vector>

namespace waitlist {

/// What the files of a RosterPlan say.
struct AreaRoster {
  Roster roster;
  std::vector<CompetenceNeed> needs;
  std::vector<LoadRule> loads;
  std::vector<Instruction> instructions;
};

/// The files that a scenario names, read.
struct AreaLists {
  std::optional<CaseTable> start;   ///< as it stands on AreaScenario::from
  std::vector<CaseTable> recorded;  ///< of the streams that name one, in their order
  std::optional<AreaRoster> roster = std::nullopt;
  /// By variant, of those that name other files than the scenario; nullopt: `roster`. Empty: none.
  std::vector<std::optional<AreaRoster>> variant_rosters = {};
  std::optional<CaseOutcomes> outcomes = std::nullopt;  ///< of AreaScenario::record
};

/// Every policy meets the same cases, durations, withdrawals and changes. Measures and groups:
/// docs/reference/simulation-output.md. Errors: no policy; policies or lists of different fact
/// schemas; lists or outcomes that do not fit the scenario's days or each other; a day outside the
/// holiday data; a roster that does not fit its rules or the scenario.
[[nodiscard]] WAITLIST_EXPORT Result<SimulationResult> simulate(
    const AreaScenario& scenario,
    const AreaLists& lists,
    std::span<const CompiledPolicy> policies,
    const SimulationOptions& options = {});

}  // namespace waitlist
