// A scenario with everything that it names, read.
#pragma once

#include <waitlist/waitlist.h>

#include "cli/files.h"
#include "cli/list_input.h"
#include "cli/progress.h"
#include "cli/run.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace waitlist::cli {

/// A scenario with the policies that it names.
struct LoadedScenario {
  std::vector<CompiledPolicy> policies;
  Scenario scenario;
};

/// Each throws Rejected with all faults.
[[nodiscard]] LoadedScenario load_scenario(Files& files,
                                           const std::string& path,
                                           const std::string& facts);

/// The lists and rosters that a scenario at `path` names.
[[nodiscard]] AreaLists load_lists(Files& files,
                                   const AreaScenario& scenario,
                                   const std::string& path,
                                   const FactSchema& schema,
                                   const std::optional<CaseMapping>& mapping,
                                   const ListFormat& format = {});

/// What was made of the scenario at `path`; its faults name that file. Throws Rejected.
template <class Value>
[[nodiscard]] Value value_of_scenario(Result<Value> made, const std::string& path) {
  if (made) return *std::move(made);
  Errors errors = std::move(made.error());
  for (Error& error : errors) {
    if (error.source == "scenario") error.source = path;
  }
  throw Rejected{std::move(errors)};
}

/// The service area of a scenario at `path` whose cases can be foreseen, with so many futures; with
/// 0 as many as it has repetitions.
[[nodiscard]] AreaScenario area_to_foresee(const Scenario& scenario,
                                           const std::string& path,
                                           std::uint32_t futures);

/// Tells how many futures are done; stops when the user interrupts. `progress` must outlive it.
[[nodiscard]] SimulationOptions options_to_foresee(const Progress& progress, unsigned threads);

/// Says so where it was stopped.
void note_stopped(const Foresight& found);

}  // namespace waitlist::cli
