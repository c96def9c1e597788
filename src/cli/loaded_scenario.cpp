#include "cli/loaded_scenario.h"

#include "cli/input_files.h"
#include "cli/interrupt.h"
#include "cli/list_input.h"
#include "cli/run.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace waitlist::cli {
namespace {

/// The policies of a scenario, each beside it.
std::vector<CompiledPolicy> load_policies(Files& files,
                                          const std::string& scenario,
                                          const std::string& text,
                                          const std::string& facts) {
  std::vector<CompiledPolicy> policies;
  for (const std::string& name : value_of(policies_named_by(text, scenario))) {
    policies.push_back(load_policy(files, beside(scenario, name), facts));
  }
  return policies;
}

/// The files of a roster that a scenario at `path` names.
AreaRoster load_area_roster(Files& files, const RosterPlan& plan, const std::string& path) {
  const auto file = [&path](const std::string& name) {
    return name.empty() ? name : beside(path, name);
  };
  WorkRules work = load_work(files, file(plan.work));
  return {load_roster(files, file(plan.roster), file(plan.travel)), std::move(work.needs),
          std::move(work.loads), load_instructions(files, file(plan.instructions))};
}

}  // namespace

LoadedScenario load_scenario(Files& files, const std::string& path, const std::string& facts) {
  const std::string text = value_of(files.read(path));
  auto policies = load_policies(files, path, text, facts);
  Scenario scenario = value_of(read_scenario(text, policies.front().schema(), path));
  return {std::move(policies), std::move(scenario)};
}

AreaLists load_lists(Files& files,
                     const AreaScenario& scenario,
                     const std::string& path,
                     const FactSchema& schema,
                     const std::optional<CaseMapping>& mapping,
                     const ListFormat& format) {
  AreaLists lists;
  if (!scenario.start.empty()) {
    lists.start = load_cases(files, beside(path, scenario.start), schema, mapping, format);
  }
  for (const ArrivalStream& stream : scenario.streams) {
    if (stream.recorded.empty()) continue;
    lists.recorded.push_back(
        load_cases(files, beside(path, stream.recorded), schema, mapping, format));
  }
  if (scenario.record) {
    const std::string outcomes = beside(path, scenario.record->outcomes);
    lists.outcomes = value_of(read_outcomes_csv(value_of(files.read(outcomes)), outcomes));
  }
  const auto& roster = scenario.practitioners.from_roster;
  if (!roster) return lists;
  lists.roster = load_area_roster(files, *roster, path);
  for (const AreaVariant& variant : scenario.variants) {
    const auto& own = variant.practitioners.from_roster;
    const bool same = !own || own->has_files_of(*roster);
    lists.variant_rosters.push_back(same ? std::nullopt
                                         : std::optional{load_area_roster(files, *own, path)});
  }
  return lists;
}

AreaScenario area_to_foresee(const Scenario& scenario,
                             const std::string& path,
                             std::uint32_t futures) {
  const auto* const read = std::get_if<AreaScenario>(&scenario);
  if (read == nullptr) {
    throw Rejected{{{ErrorCode::inconsistent, path, 0, 0, "kind", "queue",
                     "only a service_area has a list whose cases can be foreseen"}}};
  }
  AreaScenario area = *read;
  if (futures > 0) area.plan.replications = futures;
  return area;
}

SimulationOptions options_to_foresee(const Progress& progress, unsigned threads) {
  SimulationOptions options;
  options.threads = threads;
  options.progress = [&progress](std::uint32_t done, std::uint32_t of) {
    progress.step("Foreseeing: " + std::to_string(done) + " of " + std::to_string(of) +
                  " futures (Ctrl-C stops and reports)");
    return !Interrupt::asked();
  };
  return options;
}

void note_stopped(const Foresight& found) {
  if (found.futures == found.plan.replications) return;
  say("Stopped after " + std::to_string(found.futures) + " of " +
      std::to_string(found.plan.replications) + " futures.\n");
}

}  // namespace waitlist::cli
