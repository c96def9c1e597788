// Points by two facts, read literally from section 4 of the policy format.
#pragma once

#include <waitlist/policy/policy.h>

#include <cstdint>
#include <string>
#include <vector>

namespace waitlist::slow_oracle {

/// The levels, or `no`, that the answers to the two facts may be.
struct PossibleLevels {
  std::vector<std::string> first, other;
};

/// What a table has for every pair of these; thousandths.
[[nodiscard]] std::vector<std::int64_t> points_of_pairs(const ByTwoFacts& scale,
                                                        const PossibleLevels& levels);

}  // namespace waitlist::slow_oracle
