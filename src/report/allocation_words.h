// Prices, practitioners and units of an allocation the way people say them.
#pragma once

#include <waitlist/allocation/allocation.h>

#include <span>
#include <string>

namespace waitlist {

/// `12.50 min`, or the host's own price as it is.
[[nodiscard]] std::string price_in_words(const Allocation& allocation, Cost cost);
/// The same with a sign: `+12.50 min`.
[[nodiscard]] std::string extra_in_words(const Allocation& allocation, Cost cost);
/// `12.50`: minutes with two decimals.
[[nodiscard]] std::string price_text(const Allocation& allocation, Cost cost);

[[nodiscard]] const std::string& id_of(const Allocation& allocation,
                                       PractitionerIndex practitioner);
/// The id of the unit's first case, with how many are linked to it.
[[nodiscard]] std::string unit_in_words(const Allocation& allocation, std::uint32_t unit);
/// At most `most` units, then how many more.
[[nodiscard]] std::string units_in_words(const Allocation& allocation,
                                         std::span<const std::uint32_t> units,
                                         std::size_t most);

}  // namespace waitlist
