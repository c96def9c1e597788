// The units of steady rows in the order of a day, all or the first of them.
#pragma once

#include <waitlist/base/limits.h>

#include "queue/radix_order.h"
#include "queue/steady_rows.h"

#include <cstddef>
#include <vector>

namespace waitlist {

/// What stands at a place of the order: the row of a case that stands alone, or a number with one
/// of these marks.
using Stander = CaseRow;
inline constexpr std::uint32_t kSeveral = 1U << 31U;  ///< place in OddStandings::members
inline constexpr std::uint32_t kOther = 1U << 30U;    ///< of a case that columns do not describe

static_assert(limits::kCasesMax < kOther);

/// Where the odd units stand on a day: each at the place of the first of its cases.
struct OddStandings {
  struct Standing {
    std::uint32_t key = 0;
    std::uint32_t at = UINT32_MAX;  ///< UINT32_MAX: not ranked on the day, or not steady on it
    Stander stander = 0;
  };

  static constexpr std::uint32_t kLast = 1U << 31U;  ///< marks the last of a unit's cases

  std::vector<Standing> of_unit;
  std::vector<CaseRow> members;  ///< of the units of several ranked cases, each unit in order
};

[[nodiscard]] OddStandings odd_standings(const SteadyRows& rows, const DayKeys& keys, Day as_of);

/// The steady units in order; in one part or more, each on a thread of its own.
[[nodiscard]] std::vector<Stander> steady_order(const SteadyRows& rows,
                                                const DayKeys& keys,
                                                const OddStandings& odd,
                                                unsigned parts);

/// The first `count` of them. Only blocks of rows that can hold one are read, with the odd units in
/// them; `members` receives the cases of those that have several, as in OddStandings.
[[nodiscard]] std::vector<Stander> steady_top(const SteadyRows& rows,
                                              const DayKeys& keys,
                                              Day as_of,
                                              std::size_t count,
                                              std::vector<CaseRow>& members);

}  // namespace waitlist
