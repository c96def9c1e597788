// Lines of cases from what is scored already, and the walk along them.
#pragma once

#include "scoring/looks.h"

#include <functional>

namespace waitlist {

[[nodiscard]] Trajectory trajectory_of(const StandingCase& standing, const Looks& looks);

/// Visits what forecast() lists, until `visit` answers false.
void walk_changes(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of,
                  Day last_day, const std::function<bool(const ForecastChange&)>& visit);

}  // namespace waitlist
