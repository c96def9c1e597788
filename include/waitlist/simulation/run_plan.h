/// \file run_plan.h
/// \brief What every simulation has: a name, a seed, repetitions, the policies it compares.
/// Layer: simulation (may use base to allocation).  Threads: values; share freely.
#pragma once

#include <waitlist/base/digest.h>
#include <waitlist/policy/policy.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace waitlist {

struct RunPlan {
  std::string id;           ///< required
  std::string title;        ///< required
  std::string status_line;  ///< what the scenario is and is not; printed first, may be empty
  std::uint64_t seed = 0;   ///< 0 to 2^53; the same seed gives the same bytes
  /// Repetitions with other draws, 1 to limits::kReplicationsMax; intervals come from how far they
  /// differ.
  std::uint32_t replications = 1;
  /// Files of the policies, beside the scenario. Differences are taken from the first.
  std::vector<std::string> policies;
  Digest digest;  ///< of the scenario's text
  TextPlace place;
};

/// How a simulation is run.
struct SimulationOptions {
  /// Threads, each with whole replications; 0 is read as 1. The result does not depend on it.
  unsigned threads = 1;
  /// Called on the caller's thread now and then; answers whether to go on. What is done by then
  /// is reported, as if fewer replications had been asked for.
  std::function<bool(std::uint32_t done, std::uint32_t of)> progress;
  /// Whether SimulationResult::repetitions has the figures of each.
  bool keep_repetitions = false;
};

}  // namespace waitlist
