/// \file contribution_table.h
/// \brief The contributions of every ranked case, kept while a list is ranked: a row for each case,
/// a column for each line that the policy's sum can have.
/// Layer: scoring (may use base, cases, policy).  A row adds up exactly to the case's points, and
/// holds what explain() lists; a line that a case does not have is 0.
/// Complexity: every call O(1); 8 bytes a line and case.  Threads: immutable; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/scoring/explanation.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace waitlist {

/// What one column holds. Texts are the policy's own: they live as long as the policy does.
struct ContributionLine {
  ContributionKind kind{};  ///< `answer` also where a case's answer is unknown
  std::string_view id;      ///< id of a criterion, group or ceiling, `age`, `waiting` or `filing`
  std::string_view group;   ///< group id; empty for waiting and filing
};

/// The kept contributions.
class WAITLIST_EXPORT ContributionTable {
 public:
  /// The columns, in the order in which explain() lists them.
  [[nodiscard]] std::span<const ContributionLine> lines() const noexcept { return lines_; }

  /// The points of a case, one for each line; all 0 when it is not ranked.
  [[nodiscard]] std::span<const Points> of(CaseRow row) const noexcept {
    return {points_.get() + row * lines_.size(), lines_.size()};
  }

 private:
  friend class ContributionKeeper;  // src/scoring/contribution_keeper.h
  ContributionTable() = default;

  std::vector<ContributionLine> lines_;
  std::shared_ptr<Points> points_;  ///< by row, then line
};

}  // namespace waitlist
