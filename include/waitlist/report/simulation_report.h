/// \file simulation_report.h
/// \brief What a simulation found, as tables for people, as JSON or as a page.
/// Layer: report (may use base to simulation).  docs/reference/simulation-output.md.
/// Errors: none.  Complexity: O(size of the result).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/simulation/simulation_result.h>

#include <string>

namespace waitlist {

/// The measures people ask for first, group by group, policies side by side.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const SimulationResult& result);

/// A row for each figure of each repetition, to be analysed elsewhere: repetition (from 1), variant
/// (empty: as the scenario stands), policy, group, measure, value (empty: nothing to measure). The
/// head alone unless SimulationOptions::keep_repetitions was set.
[[nodiscard]] WAITLIST_EXPORT std::string render_repetitions_csv(const SimulationResult& result);

/// Every figure, with its interval and its difference to the first policy.
[[nodiscard]] WAITLIST_EXPORT std::string render_json(const SimulationResult& result);

/// A page in one file, as HTML: what was simulated and what that can and cannot say; policies side
/// by side with intervals; the list over time; how waits spread, group by group; differences to the
/// first policy, who gains and who loses, in words and charts; the longest wait of each policy as
/// it went; every measure of every group; the search for capacity; stamps. Each chart has its
/// figures in a table. A simulation that was stopped, or has one repetition, says so.
/// Reads without script.
[[nodiscard]] WAITLIST_EXPORT std::string render_html(const SimulationResult& result);

}  // namespace waitlist
