#include <waitlist/waitlist.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/input_files.h"
#include "cli/interrupt.h"
#include "cli/loaded_scenario.h"
#include "cli/progress.h"
#include "cli/run.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

namespace waitlist::cli {
namespace {

/// Two results in one file: known before hours of simulating are over.
void require_two_outputs(const std::string& output, const std::string& repetitions) {
  const auto of_run = [](const std::string& path) {
    if (path.empty() || path == "-") return std::filesystem::path{};
    std::error_code none;
    const auto whole = std::filesystem::weakly_canonical(path, none);
    return none ? std::filesystem::path{path} : whole;
  };
  // A device, as the one that takes everything, may well be given twice.
  std::error_code none;
  if (repetitions.empty() || of_run(output) != of_run(repetitions)) return;
  if (std::filesystem::exists(repetitions, none) &&
      !std::filesystem::is_regular_file(repetitions, none)) {
    return;
  }
  throw Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, "--repetitions", repetitions,
                   "the result itself is written there, too; name another file"}}};
}

void simulate_loaded(Files& files,
                     const Progress& progress,
                     const LoadedScenario& loaded,
                     const SimulateArguments& how) {
  const FactSchema& schema = loaded.policies.front().schema();
  const auto mapping = load_mapping(files, how.mapping, schema);
  SimulationOptions options;
  options.threads = how.threads;
  options.keep_repetitions = !how.repetitions.empty();
  options.progress = [&progress](std::uint32_t done, std::uint32_t of) {
    progress.step("Simulating: " + std::to_string(done) + " of " + std::to_string(of) +
                  " (Ctrl-C stops and reports)");
    return !Interrupt::asked();
  };
  const auto* const area = std::get_if<AreaScenario>(&loaded.scenario);
  const SimulationResult result = value_of_scenario(
      area != nullptr
          ? simulate(*area, load_lists(files, *area, how.scenario, schema, mapping),
                     loaded.policies, options)
          : simulate(std::get<QueueScenario>(loaded.scenario), loaded.policies, options),
      how.scenario);
  progress.done();
  write_form(files, how.output,
             how.format == "json"   ? render_json(result)
             : how.format == "html" ? render_html(result)
                                    : render_text(result),
             how.format);
  if (options.keep_repetitions) write(files, how.repetitions, render_repetitions_csv(result));
  if (result.replications < result.plan.replications) {
    say("Stopped after " + std::to_string(result.replications) + " of " +
        std::to_string(result.plan.replications) + " repetitions.\n");
  }
}

/// The scenario with these two policies in place of its own; groups by band are those of the
/// first, as the bands that it names may be of neither.
LoadedScenario load_plan(Files& files, const PlanArguments& arguments) {
  const std::string text = value_of(files.read(arguments.scenario));
  std::vector<CompiledPolicy> policies{load_policy(files, arguments.policy_before, arguments.facts),
                                       load_policy(files, arguments.policy, arguments.facts)};
  Scenario scenario = value_of(read_scenario(text, policies.front().schema(), arguments.scenario));
  if (auto* const area = std::get_if<AreaScenario>(&scenario)) area->bands_of.clear();
  RunPlan& plan = std::visit([](auto& one) -> RunPlan& { return one.plan; }, scenario);
  plan.policies = {arguments.policy_before, arguments.policy};
  // In quotes: the title may speak of the policies that the scenario names itself.
  const auto named = [](const CompiledPolicy& policy) {
    return policy.stamp().id + ' ' + policy.stamp().version;
  };
  plan.title = "Plan: from " + named(policies.front()) + " to " + named(policies.back()) +
               ", in the scenario \"" + plan.title + '"';
  return {std::move(policies), std::move(scenario)};
}

}  // namespace

int simulate_scenario(const SimulateArguments& arguments) {
  return run([&](Files& files) {
    require_two_outputs(arguments.output, arguments.repetitions);
    const Interrupt interrupt;
    const Progress progress;
    progress.step("Reading the scenario");
    const LoadedScenario loaded = load_scenario(files, arguments.scenario, arguments.facts);
    simulate_loaded(files, progress, loaded, arguments);
  });
}

int plan_over_scenario(const PlanArguments& arguments) {
  return run([&](Files& files) {
    if (arguments.format == "csv") {
      throw Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, "--scenario", "--format csv",
                       "a simulation has no rows of cases; take --format text, json or html, or "
                       "--repetitions FILE for every figure as CSV"}}};
    }
    require_two_outputs(arguments.output, arguments.repetitions);
    const Interrupt interrupt;
    const Progress progress;
    progress.step("Reading the scenario");
    const LoadedScenario loaded = load_plan(files, arguments);
    simulate_loaded(files, progress, loaded,
                    {arguments.scenario, arguments.facts, arguments.mapping, arguments.format,
                     arguments.output, arguments.repetitions, arguments.threads});
  });
}

int foresee_cases(const ForeseeArguments& arguments) {
  return run([&](Files& files) {
    const Interrupt interrupt;
    const Progress progress;
    progress.step("Reading the scenario");
    const LoadedScenario loaded = load_scenario(files, arguments.scenario, arguments.facts);
    const FactSchema& schema = loaded.policies.front().schema();
    const AreaScenario area =
        area_to_foresee(loaded.scenario, arguments.scenario, arguments.futures);
    const auto mapping = load_mapping(files, arguments.mapping, schema);
    const Foresight found = value_of_scenario(
        foresee(area, load_lists(files, area, arguments.scenario, schema, mapping), loaded.policies,
                options_to_foresee(progress, arguments.threads)),
        arguments.scenario);
    progress.done();
    write_form(files, arguments.output,
               arguments.format == "json"   ? render_json(found)
               : arguments.format == "html" ? render_html(found)
                                            : render_text(found),
               arguments.format);
    note_stopped(found);
  });
}

}  // namespace waitlist::cli
