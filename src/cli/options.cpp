#include "cli/options.h"

#include <waitlist/base/limits.h>
#include <waitlist/equality/order_equality.h>

#include <charconv>
#include <cstdint>
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

}  // namespace waitlist::cli
