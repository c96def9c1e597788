// Rows that were set apart as faulty, in words: for texts and pages alike.
#pragma once

#include <waitlist/queue/ranking.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

inline constexpr std::string_view kFaultyHeading = "Not ranked, must be looked at";

/// What an allocation has to say of them.
inline constexpr std::string_view kFaultyNotConsidered =
    "The allocation does not consider what is not ranked.";

/// A fault without its place in the input: `listed_on "31/02/2009": not a day; … [E311]`.
[[nodiscard]] std::string fault_in_words(const Error& fault);

/// All faults of a row in one line, ` | ` between.
[[nodiscard]] std::string faults_in_words(const FaultyCase& faulty);

/// A faulty row as people read it.
struct FaultyInWords {
  std::string place;                ///< `line 17`
  std::string case_id;              ///< on one line; `(no id)` when there is none
  std::vector<std::string> faults;  ///< where too many are shown already, how many there are
  std::string linked_with;          ///< `SM-0002 and SM-0003`; empty: nobody
};

/// Every faulty row of a ranking. Of all faults the first limits::kErrorsMax are told; no row is
/// left out.
[[nodiscard]] std::vector<FaultyInWords> faulty_in_words(const Ranking& ranking);

/// `1 row of the list is not ranked, because something in it is wrong. …`
[[nodiscard]] std::string faulty_sentence(const Ranking& ranking);

/// The heading, the sentence and a table of all faulty rows; empty when there are none.
[[nodiscard]] std::string faulty_section(const Ranking& ranking, bool colour);

/// What an empty queue means: that nobody waits, or that nobody can tell.
[[nodiscard]] std::string_view nobody_ranked(const Ranking& ranking);

/// That no sound case has a finding.
[[nodiscard]] std::string_view nothing_found(const Ranking& ranking);

}  // namespace waitlist
