#include <waitlist/waitlist.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/input_files.h"
#include "cli/interrupt.h"
#include "cli/loaded_scenario.h"
#include "cli/progress.h"
#include "cli/run.h"

#include <cstdint>
#include <string>
#include <variant>

namespace waitlist::cli {

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
    const AreaScenario area =
        area_to_foresee(loaded.scenario, arguments.scenario, arguments.futures);
    const auto mapping = load_mapping(files, arguments.mapping, schema);
    const Foresight found =
        value_of(foresee(area, load_lists(files, area, arguments.scenario, schema, mapping),
                         loaded.policies, options_to_foresee(progress, arguments.threads)));
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
