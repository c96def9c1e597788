// From the figures of replications to what is told of each policy, in the scenario and its
// variants.
#pragma once

#include "simulation/estimates.h"
#include "simulation/growth.h"
#include "simulation/replications.h"
#include "simulation/varied_area.h"

namespace waitlist {

/// Where a figure stands among those of a replication: the scenario as it stands, then its
/// variants, then the settings without some causes, which have all cases only.
struct FigurePlaces {
  std::size_t policies = 0, groups = 0, measures = 0, weeks = 0, variants = 0;

  [[nodiscard]] std::size_t of_area() const noexcept {
    return policies * (groups * measures + weeks);
  }

  /// The first figure of an area; 0: as the scenario stands.
  [[nodiscard]] std::size_t area(std::size_t number) const noexcept { return number * of_area(); }

  /// The list of a policy, week by week.
  [[nodiscard]] std::size_t list(std::size_t area, std::size_t policy) const noexcept {
    return area * of_area() + policies * groups * measures + policy * weeks;
  }

  /// A measure of all cases in a setting; the last setting has all causes.
  [[nodiscard]] std::size_t in_setting(std::size_t setting,
                                       std::size_t settings,
                                       std::size_t policy,
                                       std::size_t measure) const noexcept {
    if (setting + 1 == settings) return policy * groups * measures + measure;
    return (variants + 1) * of_area() + (setting * policies + policy) * measures + measure;
  }
};

[[nodiscard]] FigurePlaces places_in(const VariedArea& area, std::size_t measures);

/// All figures of a replication, as FigurePlaces says, then those of its replay, which replay_of()
/// reads; whatever there is when it is stopped.
[[nodiscard]] Figures figures_of(const VariedArea& area,
                                 std::uint32_t replication,
                                 const StopSign& stopped);

/// What every policy does in an area, without its longest wait.
[[nodiscard]] std::vector<PolicyOutcome> policy_outcomes(const AreaModel& model,
                                                         std::span<const Figures> done,
                                                         const FigurePlaces& places,
                                                         std::size_t area);

/// What SimulationResult::repetitions holds.
[[nodiscard]] std::vector<RepetitionFigures> repetitions_of(std::span<const Figures> done,
                                                            const FigurePlaces& places);

/// How the list of each policy grew in an area.
[[nodiscard]] std::vector<std::optional<ListGrowth>> growth_by_policy(std::span<const Figures> done,
                                                                      const FigurePlaces& places,
                                                                      std::size_t area);

}  // namespace waitlist
