// Assignment problems to try: all small ones, random ones, and families for measuring.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <cstdint>
#include <functional>
#include <string>

namespace waitlist::assignment_worlds {

/// Calls `look` with every world of so many units and practitioners, each practitioner with 0 to 2
/// places and any pattern of eligible pairs, but for worlds that differ in the order of
/// practitioners alone. Prices are drawn from a fixed sequence, twice: some equal, all different.
/// Answers how many worlds there were.
std::uint64_t for_each_small_world(unsigned units,
                                   unsigned practitioners,
                                   const std::function<void(const AssignmentProblem&)>& look);

enum class Prices : std::uint8_t {
  pairs,       ///< pairs alone have a price
  everywhere,  ///< places and urgent places, too
};

/// A world of at most so many units and exactly so many practitioners, with urgent units and
/// limits. Draws from RapidCheck, so it may be called inside a property only.
[[nodiscard]] AssignmentProblem random_world(unsigned units,
                                             unsigned practitioners,
                                             Prices prices,
                                             std::uint32_t load_max = 1);

/// The problem as text, to be tried again by hand.
[[nodiscard]] std::string text_of(const AssignmentProblem& problem);

}  // namespace waitlist::assignment_worlds
