// Whether the list of a service area grows for as long as one cares to simulate, and what of that
// can be said.
#pragma once

#include "simulation/area_model.h"
#include "simulation/estimates.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace waitlist {

inline constexpr double kDaysInAMonth = 365.2425 / 12.0;

/// By how many cases a month the list grew in the second half of each repetition, from its lengths
/// week by week: the slope of the straight line that fits best. nullopt: fewer than four weeks.
[[nodiscard]] std::optional<double> growth_of(std::span<const double> weeks);

/// How the list of one policy grew, over all repetitions.
struct ListGrowth {
  Estimate per_month;
  double list = 0.0;    ///< mean length in the second half
  double months = 0.0;  ///< of the second half

  /// Whether it may be more than chance; of a single repetition nobody knows.
  [[nodiscard]] bool rises() const noexcept;

  /// Whether it is more than chance, and more than a tenth of the list.
  [[nodiscard]] bool shown() const noexcept;
};

[[nodiscard]] std::optional<ListGrowth> list_growth(
    std::span<const std::vector<double>> weeks_of_replications);

/// What is true of growth, as sentences for people; empty where there is nothing to warn of. Where
/// a list rises, the area is simulated on to see what becomes of it. `withdrawn` is the share of
/// all cases that withdrew under the first policy, `places_taken` that of the places.
[[nodiscard]] std::vector<std::string> growth_warnings(
    const AreaModel& model,
    std::span<const std::optional<ListGrowth>> by_policy,
    std::span<const std::string> policies,
    double withdrawn,
    double places_taken,
    const SimulationOptions& options);

}  // namespace waitlist
