#include <waitlist/simulation/area_simulation.h>

#include "simulation/area_outcomes.h"
#include "simulation/area_tally.h"
#include "simulation/attribution.h"
#include "simulation/capacity_search.h"
#include "simulation/growth.h"
#include "simulation/longest_wait.h"
#include "simulation/replay.h"
#include "simulation/replications.h"
#include "simulation/run_setting.h"
#include "simulation/scenario_notes.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace waitlist {
namespace {

std::string rounded(double number) {
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.1f", number);
  return {text.data(), static_cast<std::size_t>(length)};
}

/// A measure of all cases under the first policy.
double of_all_cases(const char* measure,
                    const std::vector<Measure>& measures,
                    const std::vector<PolicyOutcome>& policies) {
  const auto at = std::ranges::find(measures, measure, &Measure::id);
  const auto& figures = policies.front().groups.front().figures;
  return figures[static_cast<std::size_t>(at - measures.begin())].value.mean;
}

/// The id of a policy, with its version where another has the same id.
std::string named_apart(const CompiledPolicy& policy, std::span<const CompiledPolicy> all) {
  const auto same = std::ranges::count_if(
      all, [&](const CompiledPolicy& one) { return one.stamp().id == policy.stamp().id; });
  return same < 2 ? policy.stamp().id : policy.stamp().id + ' ' + policy.stamp().version;
}

/// What is true of growth in an area, and behind it what its scenario says that changes nothing.
std::vector<std::string> area_warnings(const AreaModel& model,
                                       const AreaLists& lists,
                                       std::vector<std::string> warnings) {
  for (std::string& note :
       scenario_notes(model.scenario(), lists, model.policies().front().calendar())) {
    warnings.push_back(std::move(note));
  }
  return warnings;
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
    result.warnings.push_back("Every case is urgent under " +
                              named_apart(policy, model.policies()) +
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
      "areas, competences, conflicts and instructions, and at families of more cases than anybody "
      "has places for; the column \"nobody\" says whose they are.");
}

/// The scenario as it stands, then each variant, of which only its own warnings are told.
void add_outcomes(const VariedArea& area,
                  const AreaLists& lists,
                  std::span<const Figures> done,
                  const SimulationOptions& options,
                  SimulationResult& result) {
  const FigurePlaces places = places_in(area, result.measures.size());
  const auto warnings_of = [&](const AreaModel& model, std::size_t number,
                               const std::vector<PolicyOutcome>& policies) {
    if (done.empty()) return area_warnings(model, lists, {});
    std::vector<std::string> ids;
    for (const CompiledPolicy& policy : model.policies()) {
      ids.push_back(named_apart(policy, model.policies()));
    }
    return area_warnings(
        model, lists,
        growth_warnings(model, growth_by_policy(done, places, number), ids,
                        of_all_cases("withdrawn", result.measures, policies),
                        of_all_cases("places_taken", result.measures, policies), options));
  };
  result.policies = policy_outcomes(area.as_it_stands(), done, places, 0);
  result.warnings = warnings_of(area.as_it_stands(), 0, result.policies);
  const std::vector<AreaVariant>& asked = area.as_it_stands().scenario().variants;
  for (std::size_t i = 0; i < area.variants().size(); ++i) {
    VariantOutcome& variant = result.variants.emplace_back();
    variant.id = asked[i].id;
    variant.title = asked[i].title;
    variant.policies = policy_outcomes(area.variants()[i], done, places, i + 1);
    variant.warnings = warnings_of(area.variants()[i], i + 1, variant.policies);
    std::erase_if(variant.warnings, [&result](const std::string& warning) {
      return std::ranges::count(result.warnings, warning) > 0;
    });
  }
  if (!area.settings().empty()) {
    result.attribution = attribution_found(area, done, places, result.measures);
  }
}

}  // namespace

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

Result<SimulationResult> simulate(const AreaScenario& scenario,
                                  const AreaLists& lists,
                                  std::span<const CompiledPolicy> policies,
                                  const SimulationOptions& options) {
  Errors errors = area_faults(scenario, lists, policies);
  if (!errors.empty()) return failed(std::move(errors));
  errors = variant_faults(scenario, lists, policies);
  if (!errors.empty()) return failed(std::move(errors));
  const VariedArea area{scenario, lists, policies};
  const AreaModel& model = area.as_it_stands();
  const std::vector<Figures> done = run_replications(
      scenario.plan.replications, options, [&](std::uint32_t replication, const StopSign& stopped) {
        return figures_of(area, replication, stopped);
      });
  SimulationResult result;
  result.plan = scenario.plan;
  result.setting = setting_of(scenario, lists);
  result.replications = static_cast<std::uint32_t>(done.size());
  result.measures =
      area_measures(scenario, model.roster() != nullptr, policies.front().delay_marks());
  add_outcomes(area, lists, done, options, result);
  if (scenario.record) result.replay = replay_of(area, done);
  if (options.keep_repetitions) {
    result.repetitions = repetitions_of(done, places_in(area, result.measures.size()));
  }
  warn_of_urgency(model, result);
  warn_of_unassignable(result);
  add_longest_waits(model, done, result);
  if (scenario.target && result.replications == scenario.plan.replications) {
    result.target = target_in_words(*scenario.target);
    result.target_premise = premise_in_words(scenario);
    result.capacity = search_capacity(model, options);
    const std::size_t kinds = std::max<std::size_t>(1, kinds_of_search(scenario, lists));
    if (result.capacity.size() < result.policies.size() * kinds) {
      result.warnings.emplace_back(
          "The search for practitioners was stopped: policies without an answer were not "
          "searched.");
    }
  }
  return result;
}

}  // namespace waitlist
