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

/// Cases in a month of a 365.2425th of a year times 12, by what the scenario says of its last days.
struct MonthlyRates {
  double referred = 0.0;
  double places = 0.0;  ///< that become free while nobody is on leave
  bool families_withdraw = false;
};

/// nullopt: what happens is recorded, or a roster says who works, so that the scenario has no
/// rates.
[[nodiscard]] std::optional<MonthlyRates> monthly_rates(const AreaModel& model);

/// By how many cases a month the list grew in the second half of each repetition, from its lengths
/// week by week: the slope of the straight line that fits best. nullopt: fewer than four weeks.
[[nodiscard]] std::optional<double> growth_of(std::span<const double> weeks);

/// How the list of one policy grew, over all repetitions.
struct ListGrowth {
  Estimate per_month;
  double list = 0.0;    ///< mean length in the second half
  double months = 0.0;  ///< of the second half

  /// Whether it is more than chance, and more than a tenth of the list.
  [[nodiscard]] bool shown() const noexcept;
};

[[nodiscard]] std::optional<ListGrowth> list_growth(
    std::span<const std::vector<double>> weeks_of_replications);

/// What is true of growth, as sentences for people; empty where there is nothing to warn of.
/// `withdrawn` is the share of all cases that withdrew under the first policy.
[[nodiscard]] std::vector<std::string> growth_warnings(
    const std::optional<MonthlyRates>& rates,
    std::span<const std::optional<ListGrowth>> by_policy,
    std::span<const std::string> policies,
    double withdrawn);

}  // namespace waitlist
