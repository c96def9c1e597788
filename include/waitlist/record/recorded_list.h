/// \file recorded_list.h
/// \brief A ranking as rows of text that are committed to: each row of one case, and of it alone.
/// Layer: record (may use base, cases, policy, scoring, queue, io).  Format:
/// docs/reference/record.md, "Rows". A row names no other case, so that erasing one leaves all
/// others whole: families have a number in place of the ids of their cases.
/// Complexity: O(cases and rules).  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/queue/ranking.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// A row of a list.
struct RecordedRow {
  std::string case_id;    ///< empty: a faulty row without an id that a case may have
  std::string case_text;  ///< the case as a line of JSON, without its links; of a faulty row its id
  std::string row_text;   ///< where it stands and why

  friend bool operator==(const RecordedRow&, const RecordedRow&) = default;
};

/// The rows of a ranking: those ranked, then those apart, then the faulty. Requires a whole ranking
/// with RankOptions::keep_contributions.
[[nodiscard]] WAITLIST_EXPORT std::vector<RecordedRow> recorded_rows(const Ranking& ranking);

/// What a row says, in its order: `ranked`, `apart` or `faulty` as the first name, then what it
/// names and its value. Empty: this is no row.
[[nodiscard]] WAITLIST_EXPORT std::vector<std::pair<std::string, std::string>> row_parts(
    std::string_view row_text);

}  // namespace waitlist
