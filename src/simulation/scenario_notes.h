// What a scenario says that cannot be, and what it says that changes nothing.
#pragma once

#include <waitlist/cases/working_calendar.h>
#include <waitlist/simulation/area_simulation.h>

#include <string>
#include <vector>

namespace waitlist {

/// Mixes whose shares do not add up, changes of posts that no day of the simulation sees begin, a
/// target that the starting list has missed.
[[nodiscard]] Errors scenario_faults(const AreaScenario& scenario, const AreaLists& lists);

/// For people: recorded cases that are left out, and rules that never hold. Requires no fault.
[[nodiscard]] std::vector<std::string> scenario_notes(const AreaScenario& scenario,
                                                      const AreaLists& lists,
                                                      const WorkingCalendar& calendar);

}  // namespace waitlist
