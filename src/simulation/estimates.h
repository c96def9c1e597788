// From figures of single replications to means, intervals and paired differences.
#pragma once

#include <waitlist/simulation/simulation_result.h>

#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace waitlist {

/// A figure that a replication cannot give: a mean over no cases.
inline constexpr double kNoFigure = std::numeric_limits<double>::quiet_NaN();

/// Every figure of one replication: policy by policy, group by group, measure by measure.
using Figures = std::vector<double>;

/// The estimate from one figure of each replication. Replications without one are left out.
/// `outside`: the probability that the interval misses the true mean.
[[nodiscard]] Estimate estimate(std::span<const double> figures, double outside = 0.05);

/// Gathers estimates of all figures. Every element has as many as the first.
class FigureTable {
 public:
  explicit FigureTable(std::span<const Figures> replications) : replications_{replications} {}

  [[nodiscard]] Estimate value(std::size_t figure) const;
  /// `figure` less `from`, where both are known.
  [[nodiscard]] Estimate difference(std::size_t figure, std::size_t from) const;

 private:
  std::span<const Figures> replications_;
};

/// The figures of each group of each policy; `groups` gives ids and labels. They begin with figure
/// `first`; where that is not 0, those at the beginning are of the same policies without a change.
[[nodiscard]] std::vector<std::vector<GroupOutcome>> group_outcomes(
    const FigureTable& table,
    std::size_t policies,
    std::span<const GroupOutcome> groups,
    std::size_t measures,
    std::size_t first = 0);

}  // namespace waitlist
