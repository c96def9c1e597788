/// \file ranking_since.h
/// \brief A ranking of a list beside an earlier one: clocks kept, and what the changes did.
/// Layer: queue (may use base, cases, policy, scoring).  Source: docs/reference/output.md.
/// Complexity: that of list_changes() and of ranking twice.  Threads: pure; share freely.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/list_changes.h>
#include <waitlist/queue/position.h>
#include <waitlist/queue/ranking.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// Where a case stands, and where it would stand today if everywhere on the list the days of
/// listing that moved later and the concerns that were lowered were as they were before.
struct MovedPlace {
  std::string case_id;
  CaseRow row = 0;        ///< in the list of now
  Position place = 0;     ///< 0: not ranked
  Position put_back = 0;  ///< never 0

  friend bool operator==(const MovedPlace&, const MovedPlace&) = default;
};

/// What reports say beside a ranking about the time since an earlier list.
struct ChangesSince {
  std::string name;    ///< of the earlier list, as its readers know it
  CaseTable previous;  ///< the earlier list
  std::vector<ListChange> changes;
  /// Cases that such a change of their own put into another place, in byte order of case id.
  std::vector<MovedPlace> moved;

  /// The changes of one case, most telling first.
  [[nodiscard]] WAITLIST_EXPORT std::vector<const ListChange*> of(std::string_view case_id) const;
  /// The move of a case; null: none. O(log moved).
  [[nodiscard]] WAITLIST_EXPORT const MovedPlace* move_of(std::string_view case_id) const;
};

struct RankingSince {
  Ranking ranking;  ///< of with_clocks_of(previous, now)
  ChangesSince since;
};

/// What changed, beside a ranking of with_clocks_of(previous, now) that the caller made. Errors:
/// those of list_changes(), which gets `left_out`.
[[nodiscard]] WAITLIST_EXPORT Result<ChangesSince> changes_since(
    const CaseTable& previous,
    const CaseTable& now,
    const Ranking& ranking,
    std::string name,
    std::span<const std::string> left_out = {},
    const RankOptions& options = {});

/// Ranks the list of now with the clocks of the earlier one. Errors: those of rank(), and of
/// list_changes().
[[nodiscard]] WAITLIST_EXPORT Result<RankingSince> rank_since(const CaseTable& previous,
                                                              const CaseTable& now,
                                                              const CompiledPolicy& policy,
                                                              Day as_of,
                                                              std::string name,
                                                              const RankOptions& options = {});

/// The same of a list whose faulty rows are set apart: a case of the earlier list that is among
/// them has not vanished, and is not compared.
[[nodiscard]] WAITLIST_EXPORT Result<RankingSince> rank_since(const CaseTable& previous,
                                                              const CaseList& now,
                                                              const CompiledPolicy& policy,
                                                              Day as_of,
                                                              std::string name,
                                                              const RankOptions& options = {});

}  // namespace waitlist
