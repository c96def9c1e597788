// Practitioners that a search for capacity adds to a roster, each like somebody who is there.
#pragma once

#include <waitlist/allocation/roster.h>
#include <waitlist/simulation/area_scenario.h>

#include <cstdint>
#include <vector>

namespace waitlist {

/// What somebody new in a post does not take over: families that are known, absences, reductions.
void forget_holder(Practitioner& practitioner);

/// Those whose like is added: the ones that the target names, or the first by id of each set of
/// areas and competences. Names that are not on the roster are left out.
[[nodiscard]] std::vector<PractitionerIndex> kinds_to_add(const CapacityTarget& target,
                                                          const Roster& roster);

/// The roster with so many more like this one: with the same base, areas, competences, hours,
/// caseload and limits. They know no family, are never away, and hold nothing or, as_now, as many
/// places as that one. They stand behind all others, so that draws for those stay as they are.
[[nodiscard]] Roster with_more(
    const Roster& roster, PractitionerIndex like, std::uint32_t count, AddedPosts added, Day from);

}  // namespace waitlist
