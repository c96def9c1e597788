// The same problems, given to others.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <cstdint>
#include <vector>

namespace waitlist::rivals {

struct Answer {
  std::int64_t total = 0;
  double milliseconds = 0;  ///< solving alone, without building the graph
  std::vector<bool> placed;
};

/// LEMON's network simplex on the whole problem: leaving a unit out costs so much more than leaving
/// out any lower one that the cheapest flow keeps the promise.
[[nodiscard]] Answer lemon_whole(const AssignmentProblem& problem);

/// LEMON's network simplex on the second half alone: it is told which units are placed.
[[nodiscard]] Answer lemon_told(const AssignmentProblem& problem, const std::vector<bool>& placed);

/// Boost.Graph's successive shortest paths, told which units are placed.
[[nodiscard]] Answer boost_told(const AssignmentProblem& problem, const std::vector<bool>& placed);

}  // namespace waitlist::rivals
