// Prices, practitioners and units of an allocation the way people say them.
#pragma once

#include <waitlist/allocation/allocation.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

inline constexpr std::string_view kPromiseInWords =
    "No unit is passed over for a lower one that uses a place it could have had.";

/// The same, as far as it is established: units of which it is not are named.
[[nodiscard]] std::string promise_in_words(const Allocation& allocation);

/// `123 of 362 units placed with 28 practitioners, for 6778.17 min.`
[[nodiscard]] std::string outcome_in_words(const Allocation& allocation);

inline constexpr std::string_view kImpossibleInWords =
    "not possible. The practitioner may not have it, or has not the places for it.";

/// What has to be looked at, a sentence each.
[[nodiscard]] std::vector<std::string> findings_in_words(const Allocation& allocation);

/// `3 places`, or `1 to 3 places` of a unit that waits and takes more with one than with another.
[[nodiscard]] std::string places_in_words(const AllocationUnit& unit);

/// `who may take it is provisional: …`; empty where it is not.
[[nodiscard]] std::string provisional_in_words(const AllocationUnit& unit);

/// Practitioners whom one requirement removes from a unit.
struct RemovalGroup {
  std::string words;  ///< `does not work in Stafford`
  std::vector<PractitionerIndex> practitioners;
};

/// Everybody who may not take the unit, by what stands against them.
[[nodiscard]] std::vector<RemovalGroup> removal_groups(const Allocation& allocation,
                                                       QueuedUnit unit);

/// The word of a manager that pins a case of the unit, or null.
[[nodiscard]] const Instruction* pin_of(const Allocation& allocation, const AllocationUnit& unit);

/// Why a unit waits that others leave no room: `no room for 3 places: …`.
[[nodiscard]] std::string no_room_in_words(const Allocation& allocation, QueuedUnit unit);

/// `only the area stands between it and P06, who is back on 12 October 2009`, or nothing.
[[nodiscard]] std::string nearest_in_words(const Allocation& allocation, QueuedUnit unit);
/// `P03 knows the family, and has no place left for it`, or nothing.
[[nodiscard]] std::string known_in_words(const Allocation& allocation, QueuedUnit unit);

/// `P1`: the tier of the unit's first case.
[[nodiscard]] std::string_view tier_of(const Allocation& allocation, const AllocationUnit& unit);

/// `12.50 more`, `12.50 less`.
[[nodiscard]] std::string extra_in_words(const Allocation& allocation, Cost cost);
/// `12.50`: a price in what is weighed against travel, or the host's own price as it is.
[[nodiscard]] std::string price_text(const Allocation& allocation, Cost cost);

[[nodiscard]] const std::string& id_of(const Allocation& allocation,
                                       PractitionerIndex practitioner);
/// The day by which a unit must be allocated, which may be past; nullopt: no rule says so.
[[nodiscard]] std::optional<Day> due_day_of(const Allocation& allocation,
                                            const AllocationUnit& unit);
/// The id of the unit's first case, with how many are linked to it.
[[nodiscard]] std::string unit_in_words(const Allocation& allocation, QueuedUnit unit);
/// At most `most` units, then how many more.
[[nodiscard]] std::string units_in_words(const Allocation& allocation,
                                         std::span<const QueuedUnit> units,
                                         std::size_t most);

}  // namespace waitlist
