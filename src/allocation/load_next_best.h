// Where units of several places would go if not where they are.
#pragma once

#include <waitlist/allocation/allocation.h>

#include <optional>
#include <vector>

namespace waitlist {

/// Of each unit that is placed the cheapest way elsewhere that moves it alone, or one other unit
/// with it; nullopt: none. The whole can be had there for no more.
[[nodiscard]] std::vector<std::optional<NextBest>> next_bests_of_loads(
    const Allocation::Data& data);

}  // namespace waitlist
