#include <waitlist/queue/policy_plan.h>
#include <waitlist/queue/summary.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

std::string id_in(const Ranking& ranking, CaseRow row) {
  return std::string{ranking.cases().case_id(row)};
}

void count(const PlannedCase& one, PlannedMoves& to) {
  ++to.cases;
  const std::int64_t falls = one.falls_by();
  if (falls < 0) ++to.up;
  if (falls > 0) ++to.down;
  if (one.must_now()) ++to.must_now;
  if (one.must_no_longer()) ++to.must_no_longer;
  to.falls_by += falls;
}

/// Cases of one kind, by its name.
template <class NameOf>
std::vector<PlannedMoves> moves_by(const std::vector<PlannedCase>& cases, NameOf name_of) {
  std::map<std::string_view, PlannedMoves> by_name;
  for (const PlannedCase& one : cases) count(one, by_name[name_of(one.after.row)]);
  std::vector<PlannedMoves> moves;
  moves.reserve(by_name.size());
  for (auto& [name, one] : by_name) {
    one.name = name;
    moves.push_back(std::move(one));
  }
  return moves;
}

/// The places of the earlier ranking by the rows of the later one, and who has no place there.
void match(PolicyPlan& plan) {
  const bool same_rows = &plan.before.cases().columns() == &plan.after.cases().columns();
  std::vector<const Place*> by_row(same_rows ? plan.before.cases().size() : 0);
  if (same_rows) {
    for (const Place& place : plan.before.places()) by_row[place.row] = &place;
  }
  plan.cases.reserve(plan.after.places().size());
  for (const Place& after : plan.after.places()) {
    const Place* before =
        same_rows ? by_row[after.row] : plan.before.find(plan.after.cases().case_id(after.row));
    if (before == nullptr) {
      plan.only_after.push_back(id_in(plan.after, after.row));
    } else {
      plan.cases.push_back({*before, after});
    }
  }
  std::ranges::sort(plan.only_after);
  if (plan.cases.size() == plan.before.places().size()) return;
  for (const Place& before : plan.before.places()) {
    std::string id = id_in(plan.before, before.row);
    if (plan.after.find(id) == nullptr) plan.only_before.push_back(std::move(id));
  }
  std::ranges::sort(plan.only_before);
}

PlanStanding standing_of(ApartReason reason) {
  switch (reason) {
    case ApartReason::on_hold: return PlanStanding::on_hold;
    case ApartReason::duty_allocated: return PlanStanding::duty_allocated;
    case ApartReason::allocated: return PlanStanding::allocated;
    case ApartReason::withdrawn: return PlanStanding::withdrawn;
    case ApartReason::not_yet_listed: return PlanStanding::not_yet_listed;
  }
  return PlanStanding::absent;
}

/// How the rows of one id stand under the two policies.
struct StandingsOfId {
  std::vector<PlanStanding> before, after;
};

using StandingsById = std::map<std::string, StandingsOfId>;

void add_unplaced(const Ranking& ranking,
                  std::vector<PlanStanding> StandingsOfId::*side,
                  StandingsById& ids) {
  for (const ApartCase& apart : ranking.apart()) {
    (ids[id_in(ranking, apart.row)].*side).push_back(standing_of(apart.reason));
  }
  for (const FaultyCase& faulty : ranking.faulty()) {
    (ids[faulty.case_id].*side).push_back(PlanStanding::faulty);
  }
}

std::vector<std::string> faulty_ids(const Ranking& ranking) {
  std::vector<std::string> faulty;
  for (const FaultyCase& one : ranking.faulty()) faulty.push_back(one.case_id);
  std::ranges::sort(faulty);
  return faulty;
}

/// Rows without a place. Several rows of one id, of which at most one is sound, are taken in the
/// same order on both sides: the sound one first.
void find_unplaced(PolicyPlan& plan) {
  plan.faulty_before = faulty_ids(plan.before);
  plan.faulty_after = faulty_ids(plan.after);
  StandingsById ids;
  add_unplaced(plan.before, &StandingsOfId::before, ids);
  add_unplaced(plan.after, &StandingsOfId::after, ids);
  for (const std::string& id : plan.only_before) ids.try_emplace(id);
  for (const std::string& id : plan.only_after) ids.try_emplace(id);
  for (auto& [id, rows] : ids) {
    if (plan.before.find(id) != nullptr) {
      rows.before.insert(rows.before.begin(), PlanStanding::ranked);
    }
    if (plan.after.find(id) != nullptr) {
      rows.after.insert(rows.after.begin(), PlanStanding::ranked);
    }
    const std::size_t count = std::max(rows.before.size(), rows.after.size());
    rows.before.resize(count, PlanStanding::absent);
    rows.after.resize(count, PlanStanding::absent);
    for (std::size_t i = 0; i < count; ++i) {
      if (rows.before[i] == PlanStanding::ranked && rows.after[i] == PlanStanding::ranked) continue;
      plan.unplaced.push_back({id, rows.before[i], rows.after[i]});
    }
  }
}

void count_tiers(PolicyPlan& plan) {
  const std::size_t later = plan.after.policy().tier_count();
  plan.tiers.assign(plan.before.policy().tier_count(), std::vector<std::size_t>(later));
  for (const PlannedCase& one : plan.cases) {
    ++plan.tiers[one.before.score.tier][one.after.score.tier];
  }
}

/// One rule and its columns of both tables; a table without it has none.
struct RuleColumns {
  PlannedRule rule;
  std::optional<std::size_t> before, after;
};

std::vector<RuleColumns> columns_of(const ContributionTable& before,
                                    const ContributionTable& after) {
  std::vector<RuleColumns> columns;
  std::map<std::tuple<ContributionKind, std::string_view, std::string_view>, std::size_t> known;
  const auto at = [&](const ContributionLine& line) -> RuleColumns& {
    const auto [found, is_new] =
        known.try_emplace({line.kind, line.id, line.group}, columns.size());
    if (is_new) {
      RuleColumns& added = columns.emplace_back();
      added.rule.kind = line.kind;
      added.rule.id = line.id;
      added.rule.group = line.group;
    }
    return columns[found->second];
  };
  for (std::size_t i = 0; i < before.lines().size(); ++i) at(before.lines()[i]).before = i;
  for (std::size_t i = 0; i < after.lines().size(); ++i) at(after.lines()[i]).after = i;
  return columns;
}

void add_difference(PlannedRule& rule, Points more) {
  if (more == Points{}) return;
  ++rule.cases;
  rule.more += more;
  rule.moved += std::max(more, -more);
  rule.most_more = std::max(rule.most_more, more);
  rule.most_less = std::min(rule.most_less, more);
}

void compare_rules(PolicyPlan& plan) {
  const ContributionTable* const before = plan.before.contributions();
  const ContributionTable* const after = plan.after.contributions();
  if (before == nullptr || after == nullptr) return;
  std::vector<RuleColumns> columns = columns_of(*before, *after);
  for (const PlannedCase& one : plan.cases) {
    const auto had = before->of(one.before.row);
    const auto has = after->of(one.after.row);
    for (RuleColumns& column : columns) {
      const Points old = column.before ? had[*column.before] : Points{};
      const Points now = column.after ? has[*column.after] : Points{};
      add_difference(column.rule, now - old);
    }
  }
  for (RuleColumns& column : columns) {
    if (column.rule.cases == 0) continue;
    column.rule.before = column.before.has_value();
    column.rule.after = column.after.has_value();
    plan.rules.push_back(std::move(column.rule));
  }
  std::ranges::stable_sort(plan.rules, std::ranges::greater{}, &PlannedRule::moved);
}

using CasesOfAction = std::map<std::string, std::set<std::string>>;

CasesOfAction actions_of(const Ranking& ranking) {
  CasesOfAction cases;
  for (const Summary::Action& action : summarise(ranking, {Days{0}}).actions) {
    for (const CaseRow row : action.rows) cases[action.action].insert(id_in(ranking, row));
  }
  return cases;
}

std::vector<std::string> only_in(const std::set<std::string>& these,
                                 const std::set<std::string>& those) {
  std::vector<std::string> ids;
  std::ranges::set_difference(these, those, std::back_inserter(ids));
  return ids;
}

void compare_actions(PolicyPlan& plan) {
  CasesOfAction before = actions_of(plan.before);
  CasesOfAction after = actions_of(plan.after);
  for (const auto& [action, cases] : after) before.try_emplace(action);
  for (const auto& [action, cases] : before) {
    PlannedAction one{action, only_in(after[action], cases), only_in(cases, after[action])};
    if (!one.now.empty() || !one.no_longer.empty()) plan.actions.push_back(std::move(one));
  }
}

}  // namespace

PolicyPlan plan_of(const Ranking& before, const Ranking& after) {
  PolicyPlan plan{.before = before,
                  .after = after,
                  .cases = {},
                  .only_before = {},
                  .only_after = {},
                  .faulty_before = {},
                  .faulty_after = {},
                  .unplaced = {},
                  .all = {},
                  .by_team = {},
                  .by_area = {},
                  .tiers = {},
                  .rules = {},
                  .actions = {}};
  match(plan);
  find_unplaced(plan);
  for (const PlannedCase& one : plan.cases) count(one, plan.all);
  const CaseTable& cases = after.cases();
  plan.by_team = moves_by(plan.cases, [&](CaseRow row) { return cases.team(row); });
  plan.by_area = moves_by(plan.cases, [&](CaseRow row) { return cases.area(row); });
  count_tiers(plan);
  compare_rules(plan);
  compare_actions(plan);
  return plan;
}

Result<PolicyPlan> plan(const CaseList& list,
                        const CompiledPolicy& before,
                        const CompiledPolicy& after,
                        Day as_of,
                        const RankOptions& options) {
  RankOptions keeping = options;
  keeping.keep_contributions = true;
  Errors errors;
  auto earlier = rank(list, before, as_of, keeping);
  if (!earlier) errors = std::move(earlier.error());
  auto later = rank(list, after, as_of, keeping);
  if (!later) errors.insert(errors.end(), later.error().begin(), later.error().end());
  if (!errors.empty()) return failed(std::move(errors));
  return plan_of(*earlier, *later);
}

std::string_view to_text(PlanStanding standing) noexcept {
  switch (standing) {
    case PlanStanding::ranked: return "ranked";
    case PlanStanding::on_hold: return to_text(ApartReason::on_hold);
    case PlanStanding::duty_allocated: return to_text(ApartReason::duty_allocated);
    case PlanStanding::allocated: return to_text(ApartReason::allocated);
    case PlanStanding::withdrawn: return to_text(ApartReason::withdrawn);
    case PlanStanding::not_yet_listed: return to_text(ApartReason::not_yet_listed);
    case PlanStanding::faulty: return "faulty";
    case PlanStanding::absent: return "absent";
  }
  return {};
}

}  // namespace waitlist
