// Bands between points and decisions, and ceilings, read literally from section 10 of the policy
// format.
#pragma once

#include <waitlist/cases/answer.h>
#include <waitlist/cases/fact_schema.h>
#include <waitlist/policy/policy.h>

#include "support/slow_filing.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace waitlist::slow_oracle {

/// Whether conditions hold for the case in question. A ceiling reads them the other way round.
using Holds = std::function<bool(const When&, Reading)>;

/// The place of the band before any decision, and the one below which no decision lowers the case.
struct UndecidedBand {
  std::size_t band = 0;
  std::size_t lowest = 0;
};

/// The levels, or `no`, that the answer to a fact is in the reading in question: none where it is
/// not certain enough, several where it may be any of them.
using Levels = std::function<std::vector<std::string>(const std::string&)>;

/// Of a choice, as tables of two facts ask for it.
[[nodiscard]] std::vector<std::string> possible_levels(const FactDefinition& fact,
                                                       Answer answer,
                                                       bool stale,
                                                       Reading reading);

/// `floors` and `ceilings` say whether the *when* of one holds; `unknown` whether an answer is.
[[nodiscard]] UndecidedBand undecided_band(const Policy& policy,
                                           std::int64_t risk,
                                           Reading reading,
                                           const Holds& floors,
                                           const Holds& ceilings,
                                           const std::function<bool(const std::string&)>& unknown,
                                           const Levels& levels);

/// What ceilings leave of the points of a group.
[[nodiscard]] std::int64_t under_ceilings(const Policy& policy,
                                          const std::string& group,
                                          std::int64_t points,
                                          Reading reading,
                                          const Holds& ceilings);

}  // namespace waitlist::slow_oracle
