/// \file queue_simulation.h
/// \brief A textbook queue under policies: the same arithmetic and order, a finer clock.
/// Layer: simulation (may use base to allocation).  Source: models reference section 1;
/// docs/guides/textbook-queues.md.
/// Complexity: an event is O(classes + log servers), whatever the length of the list; no allocation
/// in the steady state.  Threads: pure; the result does not depend on SimulationOptions::threads.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/simulation/queue_scenario.h>
#include <waitlist/simulation/simulation_result.h>

#include <span>
#include <string>

namespace waitlist {

/// Measures: `cases`, `wait_mean`, `waited` (share that waited at all), `list` (mean number
/// waiting), `wait_p25`, `wait_median`, `wait_p75`, `wait_p90`, `wait_p95`, `wait_p99` (each within
/// 1 %), `wait_longest`, and the share that waited longer than each of QueueScenario::over_days.
/// Groups: `all`, then the classes.
/// Errors: no policy; policies of different fact schemas; a policy whose waiting can fall, or that
/// draws lots, so that cases of one class could change places; points too large for such ticks.
[[nodiscard]] WAITLIST_EXPORT Result<SimulationResult> simulate(
    const QueueScenario& scenario,
    std::span<const CompiledPolicy> policies,
    const SimulationOptions& options = {});

}  // namespace waitlist
