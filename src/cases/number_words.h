// What is said of numbers that do not fit a count.
#pragma once

#include <waitlist/cases/fact_schema.h>

#include <string>

namespace waitlist {

/// Why a number with more decimals than the fact has is refused. Nothing but a count has any.
[[nodiscard]] inline std::string more_decimals(const FactDefinition& fact) {
  if (fact.decimals == 0) return fact.id + " has no decimals, and nothing is rounded";
  return "this has more than " + std::to_string(fact.decimals) +
         (fact.decimals == 1 ? " decimal" : " decimals") + ", which is what " + fact.id +
         " has; nothing is rounded";
}

/// `a whole number from 0 to 40`, `a number from 0 to 20.0 with at most 1 decimal`.
[[nodiscard]] inline std::string accepted_numbers(const FactDefinition& count) {
  const std::string range = "number from 0 to " + number_text(count, count.count_max);
  if (count.decimals == 0) return "a whole " + range;
  return "a " + range + " with at most " + std::to_string(count.decimals) +
         (count.decimals == 1 ? " decimal" : " decimals");
}

}  // namespace waitlist
