#include "cli/plan_options.h"

#include <waitlist/base/limits.h>

#include "cli/options.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace waitlist::cli {
namespace {

/// Not App::get_option(), which ends the program where memory runs out.
CLI::Option& option_named(CLI::App& command, std::string_view name) {
  return *command.get_options([name](CLI::Option* one) { return one->get_name() == name; }).front();
}

/// What a plan compares in place of one list, and that it takes no options of one list then. These
/// have been added, and are not required any more.
void add_other_plans(CLI::App& command, PlanArguments& plan) {
  CLI::Option* record = command.add_option(
      "--record", plan.record,
      "In place of CASES: the folder of a log of lists, each to be ranked on its own day");
  command.add_option("--last", plan.last, "With --record: so many lists, those added last")
      ->check(CLI::Range(std::uint64_t{1}, limits::kLogEntriesMax))
      ->capture_default_str()
      ->needs(record);
  CLI::Option* scenario = command.add_option(
      "--scenario", plan.scenario,
      "In place of CASES: a scenario, .toml, to be simulated under these two policies");
  command
      .add_option("--repetitions", plan.repetitions,
                  "With --scenario: write every figure of every repetition to this file, .csv")
      ->needs(scenario);
  record->excludes(scenario);
  for (const char* of_one_list : {"CASES", "--as-of", "--encoding", "--sheet", "--by-group"}) {
    CLI::Option& option = option_named(command, of_one_list);
    option.required(false);
    record->excludes(&option);
    scenario->excludes(&option);
  }
  record->excludes(&option_named(command, "--mapping"));
  for (const char* of_lists : {"--faulty", "--top"}) {
    scenario->excludes(&option_named(command, of_lists));
  }
}

int run_plan(const PlanArguments& plan) {
  if (!plan.record.empty()) return plan_over_record(plan);
  if (!plan.scenario.empty()) return plan_over_scenario(plan);
  if (plan.cases.empty()) throw CLI::RequiredError("CASES, --record or --scenario");
  if (plan.as_of.empty()) throw CLI::RequiredError("--as-of");
  return plan_policy(plan);
}

}  // namespace

void add_plan(CLI::App& app, PlanArguments& plan, int& status) {
  CLI::App* command = app.add_subcommand(
      "plan",
      "Say what another policy would do, before it is used: to a list, to lists that were "
      "recorded, or over the time of a scenario");
  command->add_option("OLD", plan.policy_before, "The policy before, .toml")->required();
  command->add_option("NEW", plan.policy, "The policy after, .toml")->required();
  add_list(*command, plan);
  add_reading_options(*command, plan);
  command->add_option("--top", plan.top, "How many of the cases that go farthest, and of the rules")
      ->check(CLI::Range(std::size_t{1}, limits::kCasesMax))
      ->capture_default_str();
  CLI::Option* by_group =
      command->add_flag("--by-group", plan.by_group,
                        "Also say what it does to the groups that facts for monitoring tell apart");
  add_group_options(*command, plan.groups, by_group);
  add_format(*command, plan.format, {"text", "csv", "json", "html"});
  add_other_plans(*command, plan);
  command->callback([&plan, &status] { status = run_plan(plan); });
}

}  // namespace waitlist::cli
