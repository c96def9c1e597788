// Which teams have the cases that must be allocated.
#pragma once

#include <waitlist/queue/ranking.h>

#include <string>

namespace waitlist {

/// `By team: Shrewsbury 6, Stafford 9 and 2 without a team.`; empty where no case that must be
/// allocated has a team.
[[nodiscard]] std::string due_by_team(const Ranking& ranking);

}  // namespace waitlist
