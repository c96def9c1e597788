/// \file record_replay.h
/// \brief Makes a recorded list again with today's program, and says what comes out otherwise.
/// Layer: record (may use base, cases, policy, scoring, queue, io).
/// Errors: those of a damaged log; today's program refuses the policy or a case.
/// Complexity: as reading and ranking the list.  Threads: pure but for reading files.
/// Not: rows in which something was wrong, and families of which a case was erased, are counted and
/// not made again.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>
#include <waitlist/record/record_log.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace waitlist {

/// A rule of the program, or a part of a row, that gives something else today.
struct ReplayChange {
  std::string part;         ///< `answer/harm/da.dash`, `tier`, `order`, … as rows name it
  std::uint32_t rows = 0;   ///< in how many rows
  std::uint32_t first = 0;  ///< the first of them
  std::string recorded;     ///< what it says there; empty: nothing
  std::string today;        ///< what the program gives now; empty: nothing

  friend bool operator==(const ReplayChange&, const ReplayChange&) = default;
};

struct Replay {
  ListEntry list;
  std::uint32_t made_again = 0;  ///< rows that were
  std::uint32_t erased = 0;
  std::uint32_t of_broken_families = 0;  ///< a case of their family was erased
  std::uint32_t faulty = 0;
  bool same_stamp = true;             ///< whether the policy is understood as it was
  std::vector<ReplayChange> changes;  ///< empty: every row came out byte for byte
  std::optional<Ranking> ranking;     ///< of the rows that were made again

  [[nodiscard]] bool same() const noexcept { return changes.empty(); }
};

/// Makes the list at this entry again. Requires the private part of the log.
[[nodiscard]] WAITLIST_EXPORT Result<Replay> replay(const RecordLog& log, std::uint64_t list);

/// What differs between rows as recorded and as made today, by the parts of rows. `gaps`: some of
/// the rows are not there, so that positions may be smaller today. Requires as many of both.
[[nodiscard]] WAITLIST_EXPORT std::vector<ReplayChange> replay_changes(
    std::span<const std::pair<std::uint32_t, RecordedRow>> recorded,
    std::span<const RecordedRow> today,
    bool gaps);

/// In plain English, `program` is the version that runs now.
[[nodiscard]] WAITLIST_EXPORT std::string render_text(const Replay& replay);

}  // namespace waitlist
