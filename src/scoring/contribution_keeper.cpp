#include "scoring/contribution_keeper.h"

#include <waitlist/base/limits.h>

#include "base/big_memory.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace waitlist {

ContributionKeeper::ContributionKeeper(CompiledPolicy policy, std::size_t rows)
    : policy_{std::move(policy)} {
  for (std::size_t group = 0; group < policy_.written().groups.size(); ++group) {
    add_group_lines(group);
  }
  if (policy_.written().waiting) waiting_ = add(ContributionKind::waiting, "waiting", {});
  if (policy_.written().filing) filing_ = add(ContributionKind::filing, "filing", {});
  // A vector would write every number twice.
  const std::size_t bytes = rows * table_.lines_.size() * sizeof(Points);
  table_.points_ = {static_cast<Points*>(allocate_big(bytes)),
                    [bytes](Points* points) { release_big(points, bytes); }};
}

std::size_t ContributionKeeper::add(ContributionKind kind,
                                    std::string_view id,
                                    std::string_view group) {
  table_.lines_.push_back({kind, id, group});
  return table_.lines_.size() - 1;
}

void ContributionKeeper::add_group_lines(std::size_t group) {
  const GroupTable& table = policy_.tables().groups[group];
  const GroupRule& rule = policy_.written().groups[group];
  GroupLines& lines = groups_.emplace_back();
  lines.first = table_.lines_.size();
  for (const std::uint16_t criterion : table.criteria) {
    add(ContributionKind::answer, policy_.written().criteria[criterion].name(), rule.id);
  }
  if (table.constant != Points{}) add(ContributionKind::constant, rule.id, rule.id);
  if (table.has_age) {
    add(ContributionKind::age, "age", rule.id);
    if (policy_.written().age->further_children) {
      lines.further_children = add(ContributionKind::more_children, "age", rule.id);
    }
  }
  if (table.combine != Combine::sum) {
    lines.overlap = add(ContributionKind::overlap, rule.id, rule.id);
  }
  if (rule.cap) lines.cap = add(ContributionKind::cap, rule.id, rule.id);
  lines.ceilings = table_.lines_.size();
  lines.has_ceilings = !table.ceilings.empty();
  for (const std::uint16_t ceiling : table.ceilings) {
    add(ContributionKind::ceiling, policy_.written().ceilings[ceiling].id, rule.id);
  }
  if (policy_.written().unknown.total_cap) {
    lines.unknown_limit = add(ContributionKind::unknown_limit, rule.id, rule.id);
  }
}

FactScore ContributionKeeper::keep(const ScoredCase& scored, Day as_of) {
  Points* const kept = row(scored.row);
  std::array<GroupInUse, limits::kGroupsMax> room;
  const std::span groups{room.data(), groups_.size()};
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i].numbers = kept + groups_[i].first;
  const FactScore facts = score_by_codes(scored, policy_, as_of, groups);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const GroupLines& lines = groups_[i];
    if (lines.further_children != kNoLine) {
      const Points further = age_number(scored).used_further;
      kept[lines.further_children - 1] -= further;
      kept[lines.further_children] = further;
    }
    keep_group(i, groups[i], kept);
    if (lines.has_ceilings) keep_ceilings(i, scored, groups[i], kept);
  }
  return facts;
}

void ContributionKeeper::keep_dates(CaseRow of, const Score& score) {
  Points* const kept = row(of);
  if (waiting_ != kNoLine) kept[waiting_] = score.waiting;
  if (filing_ != kNoLine) kept[filing_] = score.filing;
}

/// What is taken off.
void ContributionKeeper::keep_group(std::size_t group,
                                    const GroupInUse& in_use,
                                    Points* row) const {
  const GroupTable& table = policy_.tables().groups[group];
  const GroupLines& lines = groups_[group];
  const Points uncapped = in_use.full.uncapped(table.combine);
  const Points capped = in_use.full.value(table);
  if (lines.overlap != kNoLine) row[lines.overlap] = uncapped - in_use.full.sum();
  if (lines.cap != kNoLine) row[lines.cap] = capped - uncapped;
  if (lines.unknown_limit != kNoLine) {
    row[lines.unknown_limit] = in_use.used - in_use.full_value(table);
  }
}

/// What they take off together stands at the strictest that holds.
void ContributionKeeper::keep_ceilings(std::size_t group,
                                       const ScoredCase& scored,
                                       const GroupInUse& in_use,
                                       Points* row) const {
  const PolicyTables& tables = policy_.tables();
  const GroupTable& table = tables.groups[group];
  Points taken = in_use.full_value(table) - in_use.full.value(table);
  Points* next = row + groups_[group].ceilings;
  for (const std::uint16_t index : table.ceilings) {
    const CeilingTable& rule = tables.ceilings[index];
    const bool strictest =
        rule.at_most == in_use.ceiling && holds_of_ceiling(rule.when, scored).used;
    *next++ = strictest ? taken : Points{};
    if (strictest) taken = Points{};
  }
}

void ContributionKeeper::leave_out(CaseRow of) {
  std::fill_n(row(of), table_.lines_.size(), Points{});
}

}  // namespace waitlist
