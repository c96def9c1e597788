#include <waitlist/queue/plan_series.h>

#include "base/check.h"
#include "base/fault_list.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

void count_over(const PlannedCase& one, PlannedCaseOver& to) {
  const std::int64_t falls = one.falls_by();
  ++to.lists;
  if (falls < 0) ++to.up;
  if (falls > 0) ++to.down;
  if (one.must_now()) ++to.must_now;
  if (one.must_no_longer()) ++to.must_no_longer;
  to.farthest_down = std::max(to.farthest_down, falls);
}

/// The faults of all rows that a ranking sets apart; each says of which case it is.
Errors faults_apart(const Ranking& ranking, const std::string& source) {
  FaultList faults;
  for (const FaultyCase& faulty : ranking.faulty()) {
    for (Error fault : faulty.faults) {
      fault.source = source;
      if (fault.case_id.empty()) fault.case_id = clipped(faulty.case_id);
      faults.add(std::move(fault));
    }
  }
  return faults.take();
}

}  // namespace

std::string list_under(const std::string& list,
                       std::string_view before_or_after,
                       const CompiledPolicy& policy) {
  return "list " + list + ", under the policy " + std::string{before_or_after} + ", " +
         policy.stamp().id + ' ' + policy.stamp().version;
}

PlanSeries::PlanSeries(CompiledPolicy before, CompiledPolicy after, SeriesSource source)
    : before_{std::move(before)}, after_{std::move(after)}, source_{std::move(source)} {}

void PlanSeries::add(std::string name, const PolicyPlan& plan, const RowsLeftOut& left_out) {
  PlannedList list;
  list.name = std::move(name);
  list.as_of = plan.after.as_of();
  list.moves = plan.all;
  list.only_before = plan.only_before.size();
  list.only_after = plan.only_after.size();
  list.faulty_before = plan.faulty_before.size();
  list.faulty_after = plan.faulty_after.size();
  list.apart_before =
      faults_apart(plan.before, list_under(list.name, "before", plan.before.policy()));
  list.apart_after = faults_apart(plan.after, list_under(list.name, "after", plan.after.policy()));
  list.left_out = left_out;
  for (const PlannedCase& one : plan.cases) {
    const std::string_view id = plan.after.cases().case_id(one.after.row);
    if (plan.before.policy().tier_id(one.before.score.tier) !=
        plan.after.policy().tier_id(one.after.score.tier)) {
      ++list.tiers_changed;
    }
    const std::int64_t falls = one.falls_by();
    if (falls > 0 && (!list.farthest_down || list.farthest_down->places < falls)) {
      list.farthest_down = PlannedFall{std::string{id}, falls};
    }
    const auto found = cases_.find(id);
    PlannedCaseOver& over = found != cases_.end() ? found->second : cases_[std::string{id}];
    if (over.case_id.empty()) over.case_id = id;
    count_over(one, over);
  }
  lists_.push_back(std::move(list));
}

void PlanSeries::add_unplanned(std::string name,
                               Day as_of,
                               Errors faults,
                               const RowsLeftOut& left_out) {
  WAITLIST_CHECK(!faults.empty());
  PlannedList list;
  list.name = std::move(name);
  list.as_of = as_of;
  list.faults = std::move(faults);
  list.left_out = left_out;
  lists_.push_back(std::move(list));
}

std::vector<PlannedCaseOver> PlanSeries::cases() const {
  std::vector<PlannedCaseOver> all;
  all.reserve(cases_.size());
  for (const auto& [id, one] : cases_) all.push_back(one);
  std::ranges::stable_sort(all, [](const PlannedCaseOver& a, const PlannedCaseOver& b) {
    return std::tie(b.down, b.farthest_down) < std::tie(a.down, a.farthest_down);
  });
  return all;
}

PlanSeriesTotals PlanSeries::totals() const noexcept {
  PlanSeriesTotals totals;
  totals.lists = lists_.size();
  totals.cases = cases_.size();
  for (const PlannedList& list : lists_) {
    if (list.planned()) ++totals.planned;
    totals.left_out.erased += list.left_out.erased;
    totals.left_out.of_broken_families += list.left_out.of_broken_families;
    totals.left_out.faulty += list.left_out.faulty;
  }
  for (const auto& [id, one] : cases_) {
    if (one.down > 0) ++totals.ever_down;
    if (one.down == one.lists) ++totals.always_down;
    if (one.up > 0) ++totals.ever_up;
    if (one.up > 0 && one.down > 0) ++totals.both_ways;
    if (one.up + one.down == 0) ++totals.keep_place;
    if (one.must_now > 0) ++totals.ever_must_now;
    if (one.must_no_longer > 0) ++totals.ever_must_no_longer;
  }
  return totals;
}

}  // namespace waitlist
