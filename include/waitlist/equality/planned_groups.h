/// \file planned_groups.h
/// \brief What a change of policy does to the groups that monitoring facts tell apart: whether they
/// go down more than the others, and whether that is more than chance.
/// Layer: equality (may use base to queue).  Figures: docs/reference/plan.md, "By group".
/// Source: Equality Act 2010 s149: due regard before a policy is adopted.
/// Units: places of units, by which a mean goes down; below 0: up.
/// Complexity: O(deals units facts).  Threads: pure; a PlannedGroups is a value, share it freely.
/// Not: a verdict. What is hidden is not in it: whoever holds it holds no small count.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/equality/order_equality.h>
#include <waitlist/queue/policy_plan.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace waitlist {

/// A group against all other units that both policies rank.
struct PlannedGroup {
  std::size_t group = 0;  ///< of PlannedFact::groups
  double before = 0.0;    ///< its mean place under the policy before
  double after = 0.0;
  double falls_by = 0.0;  ///< after - before
  double rest = 0.0;      ///< by how much the others go down, in the mean
  double gap = 0.0;       ///< falls_by - rest
  double p = 1.0;         ///< how often chance alone makes any gap of all stand out so far
  bool told_apart = false;
  /// How far the gap had to be exceeded to be told apart; infinite: no gap could have been.
  double told_apart_above = 0.0;
};

struct PlannedFact {
  std::string id;
  std::string label;
  std::vector<MonitoredGroup> groups;  ///< all that could be, in the order of the schema
  std::vector<PlannedGroup> moves;     ///< of those shown that have others beside them
};

struct PlannedGroups {
  EqualityOptions options;
  std::uint64_t units = 0;         ///< whose first case, by the policy after, both policies rank
  bool nobody_moves = false;       ///< all units go down by the same: no group can
  bool exact = false;              ///< all deals were counted
  std::uint64_t deals = 0;         ///< 0: there is nothing to compare
  std::vector<PlannedFact> facts;  ///< choices and checklists for monitoring only
};

/// Compares the groups of every monitoring fact of the later policy's schema. A unit is in the
/// group of its first case under that policy, whose places before and after count. Errors: those of
/// equality_of() for `options` and the ranking after.
[[nodiscard]] WAITLIST_EXPORT Result<PlannedGroups> planned_groups(
    const PolicyPlan& plan, const EqualityOptions& options = {});

}  // namespace waitlist
