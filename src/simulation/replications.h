// Replications on several threads. Each depends on its number alone, so the result does not depend
// on how many threads there are.
#pragma once

#include <waitlist/simulation/run_plan.h>

#include "simulation/estimates.h"

#include <atomic>
#include <functional>

namespace waitlist {

/// Whether replications are to end; a long one asks now and then, and what it answers then is
/// dropped.
using StopSign = std::atomic<bool>;

/// Runs replications 0, 1, … and answers those done, without a gap from the first on.
[[nodiscard]] std::vector<Figures> run_replications(
    std::uint32_t count,
    const SimulationOptions& options,
    const std::function<Figures(std::uint32_t replication, const StopSign& stopped)>& run);

}  // namespace waitlist
