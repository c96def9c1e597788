// The units of steady rows in the order of a day, all or the first of them.
#pragma once

#include "queue/radix_order.h"
#include "queue/steady_rows.h"

#include <cstddef>
#include <span>
#include <vector>

namespace waitlist {

/// Marks the row of a case that stands for several.
inline constexpr std::uint32_t kLeads = std::uint32_t{1} << 31U;

/// A ranked odd unit: its cases in order, the first of which stands for all.
struct OddStanding {
  std::uint32_t key = 0;
  std::uint32_t at = 0;  ///< place of the first in the columns
  CaseRow first = 0;     ///< with kLeads when there are several
};

/// The odd units that are ranked on the day and steady on it, by the places of their first cases.
[[nodiscard]] std::vector<OddStanding> odd_standings(const SteadyRows& rows, const DayKeys& keys,
                                                     Day as_of);

/// The cases of an odd unit in order.
[[nodiscard]] std::vector<CaseRow> members_in_order(const SteadyRows& rows, const DayKeys& keys,
                                                    const OddUnit& unit, Day as_of);

/// The first case of every steady unit, in order; in one part or more, each on a thread of its own.
[[nodiscard]] std::vector<CaseRow> steady_order(const SteadyRows& rows, const DayKeys& keys,
                                                std::span<const OddStanding> odd,
                                                unsigned parts);

/// The first `count` of them.
[[nodiscard]] std::vector<CaseRow> steady_top(const SteadyRows& rows, const DayKeys& keys,
                                              std::span<const OddStanding> odd,
                                              std::size_t count);

}  // namespace waitlist
