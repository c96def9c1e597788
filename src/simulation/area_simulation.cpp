#include <waitlist/simulation/area_simulation.h>

#include "simulation/area_tally.h"
#include "simulation/capacity_search.h"
#include "simulation/growth.h"
#include "simulation/longest_wait.h"
#include "simulation/replications.h"
#include "simulation/scenario_notes.h"

#include <algorithm>
#include <cstdio>

namespace waitlist {
namespace {

constexpr std::int64_t kListEvery = 7;  ///< days between the figures of the list over time

std::string rounded(double number) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.1f", number);
  return {text.data(), static_cast<std::size_t>(length)};
}

/// All figures of a replication: of each policy in turn, then the list of each, week by week.
Figures figures_of(const AreaModel& model, std::uint32_t replication) {
  const Families families = model.families(replication);
  const std::size_t groups = model.groups().all().size();
  std::vector<AreaRun> runs;
  Figures figures;
  runs.reserve(model.policies().size());
  for (std::size_t policy = 0; policy < model.policies().size(); ++policy) {
    AreaRun& run = runs.emplace_back(model.run_of(policy, families, replication));
    run.run();
    const auto lived_in = [&model](std::size_t under, const AreaRun& of) {
      return AreaLived{model.policies()[under], of.outcomes(), of.list()};
    };
    const AreaLived lived = lived_in(policy, run);
    const AreaLived first = lived_in(0, runs.front());
    add_figures(model.scenario(), model.roster(), families, groups, lived, first, figures);
  }
  for (const AreaRun& run : runs) {
    for (std::size_t day = 0; day < run.list().size(); day += kListEvery) {
      figures.push_back(run.list()[day]);
    }
  }
  return figures;
}

/// The share of all cases that withdrew under the first policy.
double share_withdrawn(const SimulationResult& result) {
  const auto at = std::ranges::find(result.measures, "withdrawn", &Measure::id);
  const auto& figures = result.policies.front().groups.front().figures;
  return figures[static_cast<std::size_t>(at - result.measures.begin())].value.mean;
}

void warn_of_growth(const AreaModel& model,
                    std::span<const Figures> done,
                    SimulationResult& result) {
  if (done.empty()) return;
  const std::size_t policies = model.policies().size();
  const std::size_t lists = policies * model.groups().all().size() * result.measures.size();
  const std::size_t weeks = (done.front().size() - lists) / policies;
  std::vector<std::optional<ListGrowth>> growth;
  std::vector<std::string> ids;
  for (std::size_t policy = 0; policy < policies; ++policy) {
    std::vector<std::vector<double>> lengths;
    for (const Figures& one : done) {
      const auto from = one.begin() + static_cast<std::ptrdiff_t>(lists + policy * weeks);
      lengths.emplace_back(from, from + static_cast<std::ptrdiff_t>(weeks));
    }
    growth.push_back(list_growth(lengths));
    ids.push_back(model.policies()[policy].stamp().id);
  }
  result.warnings = growth_warnings(monthly_rates(model), growth, ids, share_withdrawn(result));
}

/// Limits on urgent cases that hold for every case there is.
void warn_of_urgency(const AreaModel& model, SimulationResult& result) {
  if (model.roster() == nullptr) return;
  const std::uint32_t urgent = model.scenario().practitioners.from_roster->urgent_tiers;
  const bool limited =
      std::ranges::any_of(model.roster()->roster.practitioners(),
                          [](const Practitioner& one) { return one.urgent_limit.has_value(); });
  for (const CompiledPolicy& policy : model.policies()) {
    if (!limited || urgent < policy.tier_count()) continue;
    result.warnings.push_back("Every case is urgent under " + policy.stamp().id +
                              ", which has no tier below the " + std::to_string(urgent) +
                              " that count as urgent, so the roster's limits on urgent cases hold "
                              "for all of them. With `urgent_tiers = 0` no case is urgent.");
  }
}

/// Cases that no place would help, since nobody on the roster may take them.
void warn_of_unassignable(SimulationResult& result) {
  const auto at = std::ranges::find(result.measures, "nobody_may_take", &Measure::id);
  if (at == result.measures.end()) return;
  const auto measure = static_cast<std::size_t>(at - result.measures.begin());
  double most = 0.0;
  for (const PolicyOutcome& outcome : result.policies) {
    most = std::max(most, outcome.groups.front().figures[measure].value.mean);
  }
  if (most <= 0.0) return;
  result.warnings.push_back(
      "Nobody on the roster may take some cases: " + rounded(100.0 * most) +
      " % of all are never allocated for that reason alone, however many places are free. Look at "
      "areas, competences, conflicts and instructions; the column \"nobody\" says whose they are.");
}

void add_outcomes(const AreaModel& model, std::span<const Figures> done, SimulationResult& result) {
  const std::size_t policies = model.policies().size();
  const FigureTable table{done};
  auto groups = group_outcomes(table, policies, model.groups().all(), result.measures.size());
  const std::size_t lists = policies * model.groups().all().size() * result.measures.size();
  const std::size_t weeks = done.empty() ? 0 : (done.front().size() - lists) / policies;
  for (std::size_t policy = 0; policy < policies; ++policy) {
    PolicyOutcome& outcome = result.policies.emplace_back();
    outcome.policy = model.policies()[policy].stamp();
    outcome.title = model.policies()[policy].written().title;
    outcome.groups = std::move(groups[policy]);
    for (std::size_t week = 0; week < weeks; ++week) {
      outcome.list.push_back({static_cast<std::int64_t>(week) * kListEvery,
                              table.value(lists + policy * weeks + week)});
    }
  }
}

RunSetting setting_of(const AreaScenario& scenario, const AreaLists& lists) {
  RunSetting setting;
  setting.from = scenario.from;
  setting.days = static_cast<double>(scenario.horizon_days);
  setting.warm_up_days = static_cast<double>(scenario.warm_up_days);
  if (lists.start) {
    std::size_t waiting = 0;
    for (CaseRow row = 0; row < lists.start->size(); ++row) {
      if (lists.start->status(row) == CaseStatus::awaiting) ++waiting;
    }
    setting.start =
        StartingList{scenario.start, lists.start->size(), waiting, lists.start->digest()};
  }
  return setting;
}

}  // namespace

Result<SimulationResult> simulate(const AreaScenario& scenario,
                                  const AreaLists& lists,
                                  std::span<const CompiledPolicy> policies,
                                  const SimulationOptions& options) {
  Errors errors = area_faults(scenario, lists, policies);
  if (!errors.empty()) return failed(std::move(errors));
  const AreaModel model{scenario, lists, policies};
  const std::vector<Figures> done =
      run_replications(scenario.plan.replications, options,
                       [&](std::uint32_t replication) { return figures_of(model, replication); });
  SimulationResult result;
  result.plan = scenario.plan;
  result.setting = setting_of(scenario, lists);
  result.replications = static_cast<std::uint32_t>(done.size());
  result.measures =
      area_measures(scenario, model.roster() != nullptr, policies.front().delay_marks());
  add_outcomes(model, done, result);
  warn_of_growth(model, done, result);
  for (std::string& note : scenario_notes(scenario, lists, policies.front().calendar())) {
    result.warnings.push_back(std::move(note));
  }
  warn_of_urgency(model, result);
  warn_of_unassignable(result);
  add_longest_waits(model, done, result);
  if (scenario.target && result.replications == scenario.plan.replications) {
    result.target = target_in_words(*scenario.target);
    result.target_premise = premise_in_words(*scenario.target, scenario.practitioners.count);
    result.capacity = search_capacity(model, options);
  }
  return result;
}

}  // namespace waitlist
