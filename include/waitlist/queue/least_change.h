/// \file least_change.h
/// \brief The smallest changes that would put a case into another tier or above another case.
/// Layer: queue (may use base, cases, policy, scoring).
/// Source: domain reference, finding 6: an answer that nobody has can hide a child; this says which
/// answer would matter. docs/reference/least-change.md says what a change is and how it is counted.
/// Exact: whatever is found was scored again with the changed answers, and nothing smaller is.
/// Complexity: O(trials), at most LeastChangeOptions::trials_max, each scores one unit and sees no
/// other part of the list.  Threads: pure; values, share freely.
/// Not: advice or a forecast. An answer changes when it is not what is true.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace waitlist {

/// The case is in this tier: the id of a band, or `must_allocate`.
struct InTier {
  std::string tier;
};

/// The case stands above this one: its unit before that one's, or itself within one unit.
struct AboveCase {
  std::string case_id;
};

using LeastChangeGoal = std::variant<InTier, AboveCase>;

struct LeastChangeOptions {
  /// Sets of up to so many facts are tried.
  std::size_t facts_max = 3;
  /// Sets of one size are tried all or not at all: not where that would make more trials than this.
  std::uint64_t trials_max = 1'000'000;
  /// So many days after that of the ranking are tried, facts as they are.
  Days days_ahead = Days{366};
};

/// One fact that takes another answer, received on the day of the ranking.
struct ChangedAnswer {
  FactIndex fact = 0;
  Answer before;
  Answer after;  ///< the same as before: an answer out of date that is confirmed
  std::string before_in_words;
  std::string after_in_words;

  /// Whether something that was known is taken back.
  [[nodiscard]] bool overturns() const noexcept { return before.known() && before != after; }
};

/// Changes that together reach the goal; none of them can be left out.
struct EnoughChange {
  std::vector<ChangedAnswer> answers;  ///< in the order of the schema
  Score score;                         ///< of the case with them
};

struct LeastChange {
  std::string case_id;
  LeastChangeGoal goal;
  bool reached = false;  ///< as things stand: then nothing was tried
  Score score;           ///< as things stand
  /// Every set of facts that is enough and of the fewest facts, with the least answers that are:
  /// those that overturn fewest known answers first, then in the order of the schema.
  std::vector<EnoughChange> changes;
  std::size_t facts_tried = 0;     ///< all sets of up to so many facts that were asked for
  std::vector<FactIndex> changed;  ///< facts of which the answers were tried
  /// Facts of which more answers count than can be tried: they stay as they are.
  std::vector<FactIndex> left_out;
  std::optional<Day> on;  ///< first day on which time alone reaches the goal; nullopt: by none
  std::optional<Day> last_day;  ///< the last day tried; nullopt: none
};

/// Tries. Errors: those of find_ranked() for either case, a tier that the policy does not have, the
/// same case twice.
[[nodiscard]] WAITLIST_EXPORT Result<LeastChange> least_change(
    const Ranking& ranking,
    std::string_view case_id,
    const LeastChangeGoal& goal,
    const LeastChangeOptions& options = {});

}  // namespace waitlist
