/// \file simulation_report.h
/// \brief What a simulation found, as tables for people or as JSON.
/// Layer: report (may use base to simulation).  docs/reference/simulation-output.md.
/// Errors: none.  Complexity: O(size of the result).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/simulation/simulation_result.h>

#include <string>

namespace waitlist {

/// The measures people ask for first, group by group, policies side by side.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const SimulationResult& result);

/// Every figure, with its interval and its difference to the first policy.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const SimulationResult& result);

}  // namespace waitlist
