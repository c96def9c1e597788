#include <waitlist/waitlist.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/input_files.h"
#include "cli/interrupt.h"
#include "cli/list_input.h"
#include "cli/progress.h"
#include "cli/run.h"

#include <utility>

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

/// A scenario with the policies that it names.
struct LoadedScenario {
  std::vector<CompiledPolicy> policies;
  Scenario scenario;
};

LoadedScenario load_scenario(Files& files, const std::string& path, const std::string& facts) {
  const std::string text = value_of(files.read(path));
  auto policies = load_policies(files, path, text, facts);
  Scenario scenario = value_of(read_scenario(text, policies.front().schema(), path));
  return {std::move(policies), std::move(scenario)};
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

AreaLists load_lists(Files& files,
                     const AreaScenario& scenario,
                     const std::string& path,
                     const FactSchema& schema,
                     const std::optional<CaseMapping>& mapping) {
  AreaLists lists;
  if (!scenario.start.empty()) {
    lists.start = load_cases(files, beside(path, scenario.start), schema, mapping);
  }
  for (const ArrivalStream& stream : scenario.streams) {
    if (stream.recorded.empty()) continue;
    lists.recorded.push_back(load_cases(files, beside(path, stream.recorded), schema, mapping));
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

}  // namespace

int simulate_scenario(const SimulateArguments& arguments) {
  return run([&](Files& files) {
    const Interrupt interrupt;
    const Progress progress;
    progress.step("Reading the scenario");
    const LoadedScenario loaded = load_scenario(files, arguments.scenario, arguments.facts);
    const FactSchema& schema = loaded.policies.front().schema();
    const auto mapping = load_mapping(files, arguments.mapping, schema);
    SimulationOptions options;
    options.threads = arguments.threads;
    options.keep_repetitions = !arguments.repetitions.empty();
    options.progress = [&progress](std::uint32_t done, std::uint32_t of) {
      progress.step("Simulating: " + std::to_string(done) + " of " + std::to_string(of) +
                    " (Ctrl-C stops and reports)");
      return !Interrupt::asked();
    };
    const auto* const area = std::get_if<AreaScenario>(&loaded.scenario);
    const SimulationResult result = value_of(
        area != nullptr
            ? simulate(*area, load_lists(files, *area, arguments.scenario, schema, mapping),
                       loaded.policies, options)
            : simulate(std::get<QueueScenario>(loaded.scenario), loaded.policies, options));
    progress.done();
    write_form(files, arguments.output,
               arguments.format == "json"   ? render_json(result)
               : arguments.format == "html" ? render_html(result)
                                            : render_text(result),
               arguments.format);
    if (options.keep_repetitions) {
      write(files, arguments.repetitions, render_repetitions_csv(result));
    }
    if (result.replications < result.plan.replications) {
      say("Stopped after " + std::to_string(result.replications) + " of " +
          std::to_string(result.plan.replications) + " repetitions.\n");
    }
  });
}

int foresee_cases(const ForeseeArguments& arguments) {
  return run([&](Files& files) {
    const Interrupt interrupt;
    const Progress progress;
    progress.step("Reading the scenario");
    const LoadedScenario loaded = load_scenario(files, arguments.scenario, arguments.facts);
    const FactSchema& schema = loaded.policies.front().schema();
    const auto* const read = std::get_if<AreaScenario>(&loaded.scenario);
    if (read == nullptr) {
      throw Rejected{{{ErrorCode::inconsistent, arguments.scenario, 0, 0, "kind", "queue",
                       "only a service_area has a list whose cases can be foreseen"}}};
    }
    AreaScenario area = *read;
    if (arguments.futures > 0) area.plan.replications = arguments.futures;
    const auto mapping = load_mapping(files, arguments.mapping, schema);
    SimulationOptions options;
    options.threads = arguments.threads;
    options.progress = [&progress](std::uint32_t done, std::uint32_t of) {
      progress.step("Foreseeing: " + std::to_string(done) + " of " + std::to_string(of) +
                    " futures (Ctrl-C stops and reports)");
      return !Interrupt::asked();
    };
    const Foresight found =
        value_of(foresee(area, load_lists(files, area, arguments.scenario, schema, mapping),
                         loaded.policies, options));
    progress.done();
    write_form(files, arguments.output,
               arguments.format == "json" ? render_json(found) : render_text(found),
               arguments.format);
    if (found.futures < found.plan.replications) {
      say("Stopped after " + std::to_string(found.futures) + " of " +
          std::to_string(found.plan.replications) + " futures.\n");
    }
  });
}

}  // namespace waitlist::cli
