/// \file policy_plan.h
/// \brief What another policy would do to a list, before anybody lives under it: who moves, how
/// far, and by which rules.
/// Layer: queue (may use base, cases, policy, scoring).
/// Figures: docs/reference/plan.md says what each means.
/// Complexity: O(n rules + n log n).  Threads: pure; a PolicyPlan is a value, share it freely.
/// Not: a judgement. Which order is right is for those who adopt the policy.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/queue/ranking.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// A case that both policies rank.
struct PlannedCase {
  Place before;
  Place after;

  /// Places it goes down by; negative: up.
  [[nodiscard]] std::int64_t falls_by() const noexcept {
    return std::int64_t{after.position} - std::int64_t{before.position};
  }

  [[nodiscard]] bool must_now() const noexcept {
    return after.score.must_allocate && !before.score.must_allocate;
  }

  [[nodiscard]] bool must_no_longer() const noexcept {
    return before.score.must_allocate && !after.score.must_allocate;
  }
};

/// How many cases of some kind move, and how.
struct PlannedMoves {
  std::string name;  ///< of the team or area; may be empty
  std::size_t cases = 0;
  std::size_t up = 0;
  std::size_t down = 0;
  std::size_t must_now = 0;
  std::size_t must_no_longer = 0;
  std::int64_t falls_by = 0;  ///< of all its cases together
};

/// What one line of the sum of points gives less or more than before.
struct PlannedRule {
  ContributionKind kind{};
  std::string id;         ///< as in Contribution::id
  std::string group;      ///< as in Contribution::group
  bool before = false;    ///< the earlier policy has this line
  bool after = false;     ///< the later policy has it
  std::size_t cases = 0;  ///< whose points by this line differ
  Points more;            ///< after less before, of all cases together
  Points moved;           ///< the same without signs: more here and less there do not cancel
  Points most_more;       ///< of the case that gains most by it; 0: none does
  Points most_less;       ///< of the case that loses most by it, not positive
};

/// An action that floors ask for, and the cases for which it is new or no longer asked for.
struct PlannedAction {
  std::string action;
  std::vector<std::string> now;        ///< case ids, in byte order
  std::vector<std::string> no_longer;  ///< the same
};

/// Where a row of the list stands under one of the policies.
enum class PlanStanding : std::uint8_t {
  ranked,
  on_hold,
  duty_allocated,
  allocated,
  withdrawn,
  not_yet_listed,
  faulty,  ///< set apart: something in it is wrong, or this policy cannot score it
  absent,  ///< not on the list of this ranking
};

/// A row of the list that at least one of the policies does not rank.
struct UnplacedCase {
  std::string case_id;  ///< as read: may be empty, or that of other rows too
  PlanStanding before{};
  PlanStanding after{};

  [[nodiscard]] bool by_neither() const noexcept {
    return before != PlanStanding::ranked && after != PlanStanding::ranked;
  }
};

struct PolicyPlan {
  Ranking before;  ///< with its contributions
  Ranking after;
  std::vector<PlannedCase> cases;  ///< that both rank, in the order of `after`
  /// Ids of cases that one policy ranks and the other does not: what it cannot score is set apart.
  std::vector<std::string> only_before, only_after;
  /// Ids, as read, of the rows that each policy sets apart as faulty, in byte order.
  std::vector<std::string> faulty_before, faulty_after;
  /// Rows that are not ranked by both, in byte order of ids: with `cases` the rows of the list.
  std::vector<UnplacedCase> unplaced;
  PlannedMoves all;
  std::vector<PlannedMoves> by_team;  ///< in byte order of names
  std::vector<PlannedMoves> by_area;
  /// Cases by the tier before, then the tier after.
  std::vector<std::vector<std::size_t>> tiers;
  /// Lines by which any case has other points, those that move most points together first.
  std::vector<PlannedRule> rules;
  std::vector<PlannedAction> actions;  ///< that differ, in byte order
};

/// Ranks a list under both policies and compares. Errors: those of rank() under either; fact
/// schemas that differ, because then no one list can be read for both: plan_of() compares two
/// rankings of lists that each policy's own schema read.
[[nodiscard]] WAITLIST_EXPORT Result<PolicyPlan> plan(const CaseList& list,
                                                      const CompiledPolicy& before,
                                                      const CompiledPolicy& after,
                                                      Day as_of,
                                                      const RankOptions& options = {});

/// Compares two rankings of one list, case by case by their ids. `rules` is empty unless both keep
/// their contributions.
[[nodiscard]] WAITLIST_EXPORT PolicyPlan plan_of(const Ranking& before, const Ranking& after);

[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(PlanStanding standing) noexcept;

}  // namespace waitlist
