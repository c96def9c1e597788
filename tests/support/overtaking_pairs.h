// Lists in which newcomers try to pass cases that have waited, to try overtaking windows on.
#pragma once

#include <waitlist/cases/case_table.h>
#include <waitlist/policy/policy_review.h>

#include <cstddef>
#include <string>
#include <vector>

namespace waitlist::overtaking_pairs {

/// What a list shows of the windows of a policy.
struct Verdict {
  std::string broken;            ///< the first pair that breaks a window, in words; empty: none
  std::size_t limited = 0;       ///< windows of 2 days or more
  std::size_t attained = 0;      ///< of these, passed by a newcomer a day before they end
  std::size_t without = 0;       ///< windows without a limit
  std::size_t still_passed = 0;  ///< of these, with a case passed that has waited 10 000 days
};

/// Looks at every pair of a case that has waited and a newcomer in this list, as ranked.
[[nodiscard]] Verdict look_for_passing(const std::vector<Case>& cases,
                                       const CompiledPolicy& policy,
                                       const std::vector<OvertakingWindow>& windows);

/// Cases with the least of everything that have waited about as long as windows and rules name, and
/// newcomers with the most, in every tier that a decision, a filing date or promotion leads to.
/// Draws from RapidCheck.
[[nodiscard]] std::vector<Case> tempting_cases(const CompiledPolicy& policy,
                                               const std::vector<OvertakingWindow>& windows);

}  // namespace waitlist::overtaking_pairs
