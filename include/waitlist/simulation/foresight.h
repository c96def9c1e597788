/// \file foresight.h
/// \brief What may become of each case that waits today: when it is allocated, whether it passes
/// the longest delay, whether it misses its filing date.
/// Layer: simulation (may use base to allocation).  Source: docs/reference/foresight.md.
/// Complexity: futures x policies x (cases x O(log waiting) + days), until no case of today waits.
/// Threads: pure; the result does not depend on SimulationOptions::threads.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/simulation/area_simulation.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

/// A share of the futures, with the interval of the chance behind it (Clopper and Pearson, 95 %).
struct Chance {
  std::uint32_t futures = 0;
  std::uint32_t come_true = 0;
  /// Futures that end before it can be told; they count as not come true.
  std::uint32_t open = 0;
  ShareInterval interval;

  /// 0 without futures.
  [[nodiscard]] double share() const noexcept {
    return futures == 0 ? 0.0 : static_cast<double>(come_true) / futures;
  }
};

/// The chance of one case in a variant of the scenario.
struct VariantChance {
  std::string id, title;
  Chance over_limit;
};

struct CaseForesight {
  std::string case_id;
  Position position = 0;  ///< on the first day, before anything is allocated
  std::string tier;
  std::int64_t waited = 0;  ///< days on the first day
  /// Ends of the interval that Foresight::interval_share speaks of, and the middle one of the
  /// futures. nullopt: later than the last day that is simulated, or never.
  std::optional<Day> earliest, middle, latest;
  Chance over_limit;  ///< waits longer than Foresight::limit, however its wait ends
  std::optional<Day> filing_date;
  std::optional<Chance> filing_missed;  ///< work does not end by the filing date; withdrawn: not
  Chance withdrawn;                     ///< before it is allocated
  std::vector<VariantChance> variants;  ///< in the order of the scenario
};

struct PolicyForesight {
  PolicyStamp policy;
  std::string title;
  std::vector<CaseForesight> cases;  ///< those that wait, in the order of the list
};

struct Foresight {
  RunPlan plan;
  RunSetting setting;
  std::uint32_t futures = 0;  ///< fewer than planned when it was stopped
  Days limit;                 ///< the longest delay mark of the first policy
  /// The probability that a case is allocated from `earliest` to `latest`, at least, if what comes
  /// is drawn as the futures are; 0: too few futures for an interval.
  double interval_share = 0.0;
  std::vector<std::string> warnings;  ///< plain English
  std::vector<PolicyForesight> policies;
};

/// Futures are the repetitions of the scenario. Errors: as of simulate(); no starting list; a
/// warm-up, since it would put the list before the days that count.
[[nodiscard]] WAITLIST_EXPORT Result<Foresight> foresee(const AreaScenario& whole,
                                                        const AreaLists& lists,
                                                        std::span<const CompiledPolicy> policies,
                                                        const SimulationOptions& options = {});

/// The same for the list of `ranking`, under its policy alone and without variants: what a page of
/// that list tells. Errors, too: the scenario begins with other cases or on another day, or does
/// not name the policy, as it is, among its own.
[[nodiscard]] WAITLIST_EXPORT Result<Foresight> foresee_ranked(
    const Ranking& ranking,
    const AreaScenario& whole,
    const AreaLists& lists,
    std::span<const CompiledPolicy> policies,
    const SimulationOptions& options = {});

/// The chances that `count` of `of` leave open, 95 of 100 times at least (Clopper and Pearson).
[[nodiscard]] WAITLIST_EXPORT ShareInterval share_interval(std::uint32_t count, std::uint32_t of);

}  // namespace waitlist
