/// \file record_story.h
/// \brief What a log tells: the life of one case, and how often managers decided otherwise.
/// Layer: record (may use base, cases, policy, scoring, queue, io).
/// Errors: those of a damaged log; unknown_reference: no row that can be opened is of this case.
/// Complexity: reads every list.  Threads: pure but for reading files.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/record/record_log.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// The life of a case in plain English: its places, why, and what was decided, in the order in
/// which they were recorded.
[[nodiscard]] WAITLIST_EXPORT Result<std::string> case_story(const RecordLog& log,
                                                             std::string_view case_id);

/// Decisions that have something in common. Each counts, also of one case and one list.
struct OverrideCount {
  std::string name;            ///< of a code or team; empty: none
  std::uint32_t moved_up = 0;  ///< to an earlier position than the list proposed
  std::uint32_t moved_down = 0;
  std::uint32_t confirmed = 0;          ///< the position that the list proposed
  std::uint32_t given_as_proposed = 0;  ///< allocated to whom the proposal said
  std::uint32_t given_otherwise = 0;    ///< to somebody else
  std::uint32_t given_unproposed = 0;   ///< where nobody was proposed

  [[nodiscard]] std::uint32_t given() const noexcept {
    return given_as_proposed + given_otherwise + given_unproposed;
  }

  friend bool operator==(const OverrideCount&, const OverrideCount&) = default;
};

struct Overrides {
  OverrideCount all;
  std::vector<OverrideCount> by_code;  ///< in byte order
  std::vector<OverrideCount> by_team;
  std::uint32_t lists = 0;
  std::uint64_t ranked_rows = 0;  ///< of all lists
  std::uint64_t raised = 0;  ///< rows in which a decision on the band held, summed over all lists
  std::uint64_t lowered = 0;

  friend bool operator==(const Overrides&, const Overrides&) = default;
};

[[nodiscard]] WAITLIST_EXPORT Overrides count_overrides(const RecordLog& log);

[[nodiscard]] WAITLIST_EXPORT std::string render_text(const Overrides& overrides);

}  // namespace waitlist
