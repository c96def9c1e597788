// Scores cases and keeps what their points are made of, in one evaluation.
#pragma once

#include <waitlist/scoring/contribution_table.h>

#include "scoring/code_score.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist {

/// Fills a table, whose rows are then read by many. Threads may keep different rows side by side.
class ContributionKeeper {
 public:
  ContributionKeeper(CompiledPolicy policy, std::size_t rows);

  /// The fact score of a ranked case, its contributions kept but for those of dates.
  FactScore keep(const ScoredCase& scored, Day as_of);

  /// Keeps what its wait and its filing date earn.
  void keep_dates(CaseRow of, const Score& score);

  /// Notes that a case is not ranked.
  void leave_out(CaseRow of);

  [[nodiscard]] ContributionTable take() && { return std::move(table_); }

 private:
  static constexpr std::size_t kNoLine = SIZE_MAX;

  /// Where the lines of a group are.
  struct GroupLines {
    std::size_t first = 0;  ///< of its criteria, then its constant, then its ages
    std::size_t further_children = kNoLine;
    std::size_t overlap = kNoLine;
    std::size_t cap = kNoLine;
    std::size_t ceilings = kNoLine;  ///< the first of those on the group
    bool has_ceilings = false;
    std::size_t unknown_limit = kNoLine;
  };

  std::size_t add(ContributionKind kind, std::string_view id, std::string_view group);
  void add_group_lines(std::size_t group);
  void keep_group(std::size_t group, const GroupInUse& in_use, Points* row) const;
  void keep_ceilings(std::size_t group,
                     const ScoredCase& scored,
                     const GroupInUse& in_use,
                     Points* row) const;

  [[nodiscard]] Points* row(CaseRow of) noexcept {
    return table_.points_.get() + of * table_.lines_.size();
  }

  CompiledPolicy policy_;
  ContributionTable table_;
  std::vector<GroupLines> groups_;
  std::size_t waiting_ = kNoLine;
  std::size_t filing_ = kNoLine;
};

}  // namespace waitlist
