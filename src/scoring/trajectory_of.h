// Lines of cases from what is scored already, and the walk along them.
#pragma once

#include "scoring/looks.h"

#include <functional>

namespace waitlist {

[[nodiscard]] Trajectory trajectory_of(const StandingCase& standing, const Score& score,
                                       const Looks& looks);

/// Facts, score and line of a case on a day.
struct FollowedCase {
  FactScore facts;
  Score score;
  Looks looks;
  Trajectory line;
};

/// Requires check_scorable(); `unit` is that of the day.
[[nodiscard]] FollowedCase followed(const CaseTable& cases, const CompiledPolicy& policy,
                                    CaseRow row, const UnitFacts& unit, Day as_of);

/// Visits what forecast() lists, until `visit` answers false.
void walk_changes(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of,
                  Day last_day, const std::function<bool(const ForecastChange&)>& visit);

}  // namespace waitlist
