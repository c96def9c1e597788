#include "cli/options.h"

#include <waitlist/base/limits.h>
#include <waitlist/equality/order_equality.h>

#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace waitlist::cli {

void add_encoding(CLI::App& command, std::string& to) {
  command.add_option("--encoding", to, "How texts of lists are encoded; without it UTF-8")
      ->check(CLI::IsMember({"utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252"}));
}

void add_list(CLI::App& command, ListArguments& to) {
  command
      .add_option("CASES", to.cases,
                  "Waiting list, .csv, .json, .jsonl or .xlsx; - reads any of them from stdin")
      ->required();
}

void add_reading_options(CLI::App& command, ListArguments& to) {
  command.add_option("--facts", to.facts,
                     "Fact schema, .toml; without it the one the policy names, beside it");
  command.add_option("--mapping", to.mapping,
                     "How the lists, exports of another program in CSV or .xlsx, are read, .toml");
  add_encoding(command, to.encoding);
  command.add_option("--sheet", to.sheet,
                     "The sheet of a workbook; without it the only one in use");
  command.add_option("--as-of", to.as_of, kAsOfHelp)->required();
  command.add_option("--output", to.output, "Write to this file instead of standard output");
  command
      .add_option("--faulty", to.faulty,
                  "What a faulty row does: refuse the list, or stand apart, first and not ranked")
      ->check(CLI::IsMember({"refuse", "apart"}))
      ->capture_default_str();
  command
      .add_option("--threads", to.threads,
                  "Threads for reading and scoring; the result is the same")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
}

void add_list_options(CLI::App& command, ListArguments& to) {
  add_list(command, to);
  command.add_option("--policy", to.policy, "Policy, .toml")->required();
  add_reading_options(command, to);
}

void add_since(CLI::App& command, std::string& to) {
  command.add_option(
      "--since", to,
      "An earlier list, .csv, .json or .xlsx: tells what moved since, and keeps clocks");
}

void add_format(CLI::App& command, std::string& to, const std::vector<std::string>& formats) {
  to = formats.front();
  command.add_option("--format", to, "Form of the result")
      ->check(CLI::IsMember(formats))
      ->capture_default_str();
}

std::string seed_fault(const std::string& text) {
  std::uint64_t seed = 0;
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, seed);
  if (error == std::errc{} && read == end) return "";
  return "'" + text + "': write a whole number from 0 to 18446744073709551615";
}

void add_group_options(CLI::App& command, GroupArguments& groups, CLI::Option* needed) {
  std::vector<CLI::Option*> options;
  options.push_back(
      command.add_option("--smallest", groups.smallest, "Groups of fewer units are hidden")
          ->check(CLI::Range(EqualityOptions::kSmallestLeast, std::uint64_t{limits::kCasesMax}))
          ->capture_default_str());
  options.push_back(
      command
          .add_option("--hide", groups.hide,
                      "FACT=GROUP: hide this group whatever its size, as an earlier report did; "
                      "may be given again")
          ->allow_extra_args(false));
  options.push_back(command
                        .add_option("--deals", groups.deals,
                                    "Deals of the labels to draw, where they cannot all be counted")
                        ->check(CLI::Range(19U, 10'000'000U))
                        ->capture_default_str());
  options.push_back(command.add_option("--seed", groups.seed, "The same seed draws the same deals")
                        ->check(CLI::Validator{seed_fault, ""})
                        ->capture_default_str());
  if (needed == nullptr) return;
  for (CLI::Option* option : options) option->needs(needed);
}

namespace {

/// Not App::get_option(), which ends the program where memory runs out.
CLI::Option& option_named(CLI::App& command, std::string_view name) {
  return *command.get_options([name](CLI::Option* one) { return one->get_name() == name; }).front();
}

}  // namespace

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

}  // namespace waitlist::cli
