// Who is full, and at which limit, in words.
#pragma once

#include <waitlist/allocation/allocation.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

inline constexpr std::size_t kNamedMax = 50;  ///< of practitioners in one sentence

/// `P1, P2 and 448 more`, where `names` are the first of so many.
[[nodiscard]] std::string listed_up_to(std::vector<std::string> names, std::size_t all);

/// ` (away until 26 October 2009)`, or leaves soon; empty for somebody who does neither.
[[nodiscard]] std::string away_in_words(const Allocation& allocation,
                                        PractitionerIndex practitioner);

/// A limit on new work.
struct NewWorkLimit {
  std::uint32_t most = 0;
  std::uint32_t given_before = 0;
  bool binds = false;  ///< it leaves no more than the caseload has free, of somebody who is there
  bool binds_alone = false;  ///< it leaves less than that
};

/// nullopt: there is none.
[[nodiscard]] std::optional<NewWorkLimit> new_work_limit(const Allocation& allocation,
                                                         PractitionerIndex practitioner);

/// What comes free within the horizon above what is held. Requires a horizon.
[[nodiscard]] std::string unheld_in_words(const Allocation& allocation,
                                          PractitionerIndex practitioner);

/// `full: P1 and P2 (new_limit 1, 1 given before); their free places go to …`.
[[nodiscard]] std::string full_in_words(const Allocation& allocation, const TightSet& set);

/// The same of a unit of several places: who may take it apart from those to whom others could
/// move. Requires a unit with a proof.
[[nodiscard]] std::string no_room_by_proof(const Allocation& allocation, QueuedUnit unit);

}  // namespace waitlist
