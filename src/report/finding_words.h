// What a summary says in words, for its text and its HTML.
#pragma once

#include <waitlist/queue/summary.h>

#include <string>

namespace waitlist {

/// `date of birth not known`, `check overdue`, …
[[nodiscard]] std::string finding_in_words(FindingKind kind);

/// `375 cases ranked in 362 places (linked cases share one); listed apart: 12 on_hold.`
[[nodiscard]] std::string summary_counts(const Summary& summary);

}  // namespace waitlist
