// How days of waiting are counted, and when a case will have waited a number of them.
#pragma once

#include <waitlist/scoring/score.h>

#include <cstdint>
#include <optional>
#include <span>

namespace waitlist {

/// Whether the policy leaves paused days out of the wait.
[[nodiscard]] bool pauses_excluded(const CompiledPolicy& policy);

/// No case of any table.
inline constexpr CaseRow kNoCase{UINT32_MAX};

/// unit_facts() into memory that is used again. The case `also` is counted whatever its status.
void read_unit_facts(const CaseTable& cases,
                     const CompiledPolicy& policy,
                     UnitIndex unit,
                     Day as_of,
                     UnitFacts& facts,
                     CaseRow also = kNoCase);

/// The first day on which the case has waited this long, pauses as the policy treats them; nullopt
/// when a pause without an end, or the end of the range of Day, comes first.
[[nodiscard]] std::optional<Day> day_waited(const CaseTable& cases,
                                            const CompiledPolicy& policy,
                                            CaseRow row,
                                            Days days);

/// The first day on which any of these cases has waited this long.
[[nodiscard]] std::optional<Day> first_day_waited(const CaseTable& cases,
                                                  const CompiledPolicy& policy,
                                                  std::span<const CaseRow> rows,
                                                  Days days);

}  // namespace waitlist
