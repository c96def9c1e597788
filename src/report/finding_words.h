// What a summary says in words, for its text and its HTML.
#pragma once

#include <waitlist/queue/summary.h>

#include <string>
#include <vector>

namespace waitlist {

/// `date of birth not known`, `check overdue`, …
[[nodiscard]] std::string finding_in_words(FindingKind kind);

/// `must be allocated`, `review falls due`, …
[[nodiscard]] std::string upcoming_in_words(UpcomingKind kind);

/// `on hold`, `not yet listed`, …
[[nodiscard]] std::string apart_in_words(ApartReason reason);

/// `2 P1 and 1 P3`: cases on hold and on duty by the band of their risk.
[[nodiscard]] std::string apart_by_risk(const DelayedCount& delayed,
                                        const std::vector<BandRule>& bands);

/// `SM-0017`, `SM-0018 (on hold)`.
[[nodiscard]] std::string id_with_status(const Ranking& ranking, CaseRow row);

/// `375 cases ranked in 362 places (linked cases share one). Listed apart: 12 on hold.`
[[nodiscard]] std::string summary_counts(const Summary& summary);

/// `28 cases must be allocated, 5 of them in other tiers`: numbers that agree with those of tiers.
[[nodiscard]] std::string must_allocate_in_words(const Summary& summary, const Ranking& ranking);

/// What people call a floor.
[[nodiscard]] std::string label_of_floor(const CompiledPolicy& policy, std::string_view floor_id);

}  // namespace waitlist
