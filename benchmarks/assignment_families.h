// Families of assignment problems for measuring: made from whole numbers, the same everywhere.
#pragma once

#include <waitlist/allocation/assignment_problem.h>

#include <cstdint>
#include <string>
#include <vector>

namespace waitlist::families {

struct Family {
  std::string name;
  std::uint32_t units = 0;
  std::uint32_t practitioners = 0;
  std::uint32_t areas = 1;             ///< a unit's area is drawn; practitioners cover one or two
  std::uint32_t eligible = 0;          ///< eligible practitioners of a unit, at most; 0: all there
  std::uint32_t places_percent = 100;  ///< places for each 100 units
  std::uint32_t price_max = 120;       ///< minutes of travel, say; 0: all equal
  std::uint32_t full = 0;  ///< what the last place of a caseload costs more than the first
  bool products = false;   ///< a price is the product of two numbers up to `price_max`
};

/// Sparse by area at three sizes, dense, tight, few areas, equal prices; then places that cost more
/// the fuller a caseload is, and prices that are products of small numbers.
[[nodiscard]] const std::vector<Family>& all();

[[nodiscard]] AssignmentProblem make(const Family& family, std::uint64_t seed);

}  // namespace waitlist::families
