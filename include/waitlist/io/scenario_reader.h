/// \file scenario_reader.h
/// \brief TOML text to a scenario for simulation, or to all of its faults.
/// Layer: io (may use base, cases, policy, simulation).  Format: docs/reference/scenario-format.md.
/// Ranges: limits::kPolicyBytesMax.  Errors: codes 301 to 322, all of them, each with line and
/// column.  Complexity: O(bytes).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/simulation/area_scenario.h>
#include <waitlist/simulation/queue_scenario.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace waitlist {

using Scenario = std::variant<QueueScenario, AreaScenario>;

/// The files of the policies that a scenario compares, so that a host can fetch them first; never
/// empty. Case files are named by the scenario once it is read: AreaScenario::start and
/// ArrivalStream::recorded, what became of them by RecordPlan::outcomes.
[[nodiscard]] WAITLIST_EXPORT Result<std::vector<std::string>> policies_named_by(
    std::string_view scenario_toml, const std::string& source = "scenario");

/// Reads and checks a scenario against the fact schema of its policies.
[[nodiscard]] WAITLIST_EXPORT Result<Scenario> read_scenario(
    std::string_view toml, const FactSchema& schema, const std::string& source = "scenario");

}  // namespace waitlist
