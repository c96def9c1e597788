#include <waitlist/base/limits.h>
#include <waitlist/base/version.h>
#include <waitlist/robustness/drawn_places.h>
#include <waitlist/robustness/varied_policy.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/plan_options.h"
#include "cli/record_options.h"
#include "cli/run.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours

using cli::add_encoding;
using cli::add_format;
using cli::add_group_options;
using cli::add_list_options;
using cli::add_since;
using cli::kAsOfHelp;
using cli::seed_fault;

/// All commands and where their arguments go.
struct CommandLine {
  CLI::App app{"Orders waiting lists by need and explains every place.", "waitlist"};
  cli::RankArguments rank;
  cli::PlanArguments plan;
  cli::RobustnessArguments robustness;
  cli::EqualityArguments equality;
  cli::ExplainArguments explain;
  cli::AllocateArguments allocate;
  cli::PolicyArguments policy;
  cli::NewPolicyArguments new_policy;
  std::string calendar;
  cli::SuggestArguments suggest;
  cli::GenerateArguments generate;
  cli::SimulateArguments simulate;
  cli::ForeseeArguments foresee;
  cli::RecordAddArguments record_add;
  cli::RecordArguments record;
  std::string errors = "text";
  int status = cli::kDone;

  CommandLine() {
    app.set_version_flag("--version", std::string{"waitlist "} + WAITLIST_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--errors", errors, "Form in which faults go to standard error")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    app.parse_complete_callback([this] {
      if (errors == "json") cli::print_faults_as(cli::FaultForm::json);
    });
    app.footer(
        "Exit status: 0 done, 2 misuse, 3 input rejected, 4 file trouble, 5 done with faulty rows\n"
        "set apart, 70 a bug.\n"
        "It proposes an order; a named manager decides.");
    add_rank();
    cli::add_plan(app, plan, status);
    add_robustness();
    add_equality();
    add_explain();
    add_allocate();
    add_policy();
    add_calendar();
    add_mapping();
    add_generate();
    add_simulate();
    add_foresee();
    cli::add_record(app, record_add, record, status);
  }

 private:
  void add_rank() {
    CLI::App* command = app.add_subcommand("rank", "Order a waiting list");
    add_list_options(*command, rank);
    command->add_option("--top", rank.top, "Show the first N places only")
        ->check(CLI::Range(std::size_t{1}, limits::kCasesMax));
    command->add_option("--team", rank.team,
                        "Show the cases of this team alone, in their places on the whole list");
    command->add_option("--area", rank.area, "The same of an area; with --team, of both");
    command->add_option("--ahead", rank.ahead, "Days to look ahead; 0 for none")
        ->check(CLI::Range(0, 3660))
        ->capture_default_str();
    command
        ->add_option("--print", rank.print,
                     "With --format html: brief is what to do today, by team, and a line for "
                     "each case, for paper")
        ->check(CLI::IsMember({"whole", "brief"}))
        ->capture_default_str();
    add_since(*command, rank.since);
    command->add_flag("--explained", rank.explained,
                      "With --format json: each case with its explanation");
    CLI::Option* sure =
        command
            ->add_option("--sure-first", rank.sure_first,
                         "With --format html: mark who is surely among the first N, and who may "
                         "be, if the numbers of the policy were a little more or less")
            ->check(CLI::Range(std::size_t{1}, limits::kCasesMax));
    command
        ->add_option("--share", rank.share,
                     "By how many hundredths they vary for that, but for those with an "
                     "interval in the policy")
        ->check(CLI::Range(std::int64_t{0}, kVariedShareMost))
        ->capture_default_str()
        ->needs(sure);
    CLI::Option* scenario = command->add_option(
        "--foresee", rank.foresee,
        "With --format html: the likely day of each case, from this scenario, .toml, which "
        "begins with this very list");
    command
        ->add_option("--futures", rank.futures,
                     "Futures to draw for that; without it the repetitions of the scenario")
        ->check(CLI::Range(1U, 100'000U))
        ->needs(scenario);
    add_format(*command, rank.format, {"table", "csv", "json", "html", "xlsx", "changes"});
    command->callback([this] { status = cli::rank_cases(rank); });
  }

  void add_robustness() {
    CLI::App* command = app.add_subcommand(
        "robustness", "Say how sure the order is while the numbers of the policy vary");
    add_list_options(*command, robustness);
    command
        ->add_option("--share", robustness.share,
                     "By how many hundredths each number of points varies, on its own, unless the "
                     "policy has an interval for it; 0: only such numbers vary")
        ->check(CLI::Range(std::int64_t{0}, kVariedShareMost))
        ->capture_default_str();
    command->add_option("--first", robustness.first, "How many places are meant by the first")
        ->check(CLI::Range(std::size_t{1}, limits::kCasesMax))
        ->capture_default_str();
    command->add_option("--draws", robustness.draws, "How many policies are drawn; 0 for none")
        ->check(CLI::Range(std::uint64_t{0}, kDrawnPlacesMost))
        ->capture_default_str();
    command->add_option("--seed", robustness.seed, "The same seed draws the same policies")
        ->check(CLI::Validator{seed_fault, ""})
        ->capture_default_str();
    command
        ->add_option("--top", robustness.top,
                     "How many rows each table of the text and the page shows")
        ->check(CLI::Range(std::size_t{1}, limits::kCasesMax))
        ->capture_default_str();
    add_format(*command, robustness.format, {"text", "json", "html"});
    command->callback([this] { status = cli::tell_robustness(robustness); });
  }

  void add_equality() {
    CLI::App* command = app.add_subcommand(
        "equality", "Say how groups of families stand on a list, and what is more than chance");
    add_list_options(*command, equality);
    add_group_options(*command, equality.groups);
    add_format(*command, equality.format, {"text", "csv", "json", "html"});
    command->callback([this] { status = cli::compare_groups(equality); });
  }

  void add_explain() {
    CLI::App* command = app.add_subcommand("explain", "Say why a case stands where it stands");
    add_list_options(*command, explain);
    command->add_option("--case", explain.case_id, "The case")->required();
    CLI::Option* above =
        command->add_option("--above", explain.above, "Say why it stands above this case");
    CLI::Option* to = command->add_option("--to", explain.to,
                                          "Say which least change would put it into this tier");
    CLI::Option* to_above = command->add_option(
        "--to-above", explain.to_above, "Say which least change would put it above this case");
    above->excludes(to);
    above->excludes(to_above);
    to->excludes(to_above);
    add_since(*command, explain.since);
    command
        ->add_option("--for", explain.reader,
                     "Who reads it: family is a page for them that tells nothing of anybody else")
        ->check(CLI::IsMember({"manager", "family"}))
        ->capture_default_str();
    command->add_option("--contact", explain.contact, "For a family: how to reach the team");
    add_format(*command, explain.format, {"text", "json", "html"});
    command->callback([this] { status = cli::explain_case(explain); });
  }

  void add_allocate() {
    CLI::App* command = app.add_subcommand("allocate", "Propose who takes which case, and why");
    add_list_options(*command, allocate);
    command->add_option("--roster", allocate.roster, "Practitioners, .csv or .json")->required();
    command->add_option("--travel", allocate.travel, "Minutes between places, .csv");
    command->add_option("--work", allocate.work, "What cases ask for, and places they take, .csv");
    command->add_option("--instructions", allocate.instructions,
                        "A manager's pins, exclusions and appointments, .csv");
    command->add_option("--pairs", allocate.pairs,
                        "Prices of your own, .csv; pairs not listed are not eligible");
    command->add_option("--weights", allocate.weights,
                        "What travel, families known and load are worth, .csv");
    command->add_option("--keep", allocate.keep,
                        "An earlier proposal, .csv as --format csv writes it: change the fewest of "
                        "its cases, before prices count");
    command->add_flag("--count-cases", allocate.count_cases,
                      "Each case of a family takes places, not the family one");
    command->add_option("--urgent-tiers", allocate.urgent_tiers,
                        "So many of the most urgent tiers count as urgent; without it one, and "
                        "none where the policy has a single band");
    command
        ->add_option("--horizon", allocate.horizon,
                     "Days to look ahead: nothing new for those whose leave begins in them, places "
                     "that come, cases of those away")
        ->check(CLI::Range(0, 366));
    CLI::Option* one = command->add_option("--case", allocate.case_id, "What if this case …");
    CLI::Option* to = command->add_option("--to", allocate.to, "… went to this practitioner");
    one->needs(to);
    to->needs(one);
    command->add_option("--without", allocate.without, "What if this practitioner left")
        ->excludes(one);
    add_format(*command, allocate.format, {"table", "csv", "json", "html"});
    command->callback([this] { status = cli::allocate_cases(allocate); });
  }

  void add_policy() {
    CLI::App* group = app.add_subcommand("policy", "Begin, check, show or compare policies");
    group->require_subcommand(1);
    const auto add_common = [this](CLI::App& command) {
      command.add_option("POLICY", policy.policy, "Policy, .toml")->required();
      command.add_option("--facts", policy.facts,
                         "Fact schema, .toml; without it the one the policy names, beside it");
    };
    CLI::App* check = group->add_subcommand("check", "Report all faults, then what is doubtful");
    add_common(*check);
    check->callback([this] { status = cli::check_policy(policy); });
    CLI::App* show = group->add_subcommand("show", "Print the policy in plain English");
    add_common(*show);
    show->add_option("--output", policy.output, "Write to this file");
    add_format(*show, policy.format, {"text", "json", "html"});
    show->callback([this] { status = cli::show_policy(policy); });
    CLI::App* diff = group->add_subcommand("diff", "Say what changes from POLICY to OTHER");
    add_common(*diff);
    diff->add_option("OTHER", policy.other, "Policy, .toml")->required();
    diff->add_option("--output", policy.output, "Write to this file");
    add_format(*diff, policy.format, {"text", "html"});
    add_witness(*diff);
    diff->callback([this] { status = cli::compare_policies(policy); });
    CLI::App* begin = group->add_subcommand("new", "Write a policy to start from");
    begin->add_option("--field", new_policy.field, "What is waited for")
        ->required()
        ->check(CLI::IsMember(cli::policy_fields()));
    begin->add_option("--output", new_policy.output, "Write to this file");
    begin->callback([this] { status = cli::new_policy(new_policy); });
  }

  void add_witness(CLI::App& diff) {
    CLI::Option* witness = diff.add_option(
        "--witness", policy.witness,
        "Write the possible cases that lose and gain most points to this file, .csv");
    CLI::Option* as_of = diff.add_option("--as-of", policy.as_of, kAsOfHelp);
    witness->needs(as_of);
    as_of->needs(witness);
    diff.add_option("--longest-wait", policy.longest_wait,
                    "With --witness: days that a possible case has waited at most")
        ->check(CLI::Range(std::int64_t{0}, limits::kDaysMax))
        ->needs(witness);
  }

  void add_calendar() {
    CLI::App* group = app.add_subcommand("calendar", "Holidays that policies count without");
    group->require_subcommand(1);
    CLI::App* command = group->add_subcommand("check", "Report faults and doubts, then its years");
    command->add_option("CALENDAR", calendar, "Holidays, .csv")->required();
    command->callback([this] { status = cli::check_calendar(calendar); });
  }

  void add_mapping() {
    CLI::App* group = app.add_subcommand("mapping", "Read exports of other programs");
    group->require_subcommand(1);
    CLI::App* command = group->add_subcommand(
        "suggest", "Write a first mapping of an export; each guess in it is marked");
    command->add_option("EXPORT", suggest.cases, "An export with a header line, .csv or .xlsx")
        ->required();
    add_encoding(*command, suggest.encoding);
    command->add_option("--sheet", suggest.sheet,
                        "The sheet of a workbook; without it the only one in use");
    command->add_option("--policy", suggest.policy, "Policy, .toml, whose facts it is for")
        ->required();
    command->add_option("--facts", suggest.facts,
                        "Fact schema, .toml; without it the one the policy names, beside it");
    command->add_option("--output", suggest.output, "Write to this file");
    command->callback([this] { status = cli::suggest_mapping(suggest); });
  }

  void add_generate() {
    CLI::App* command = app.add_subcommand("generate", "Invent a waiting list for trying things");
    command->add_option("--cases", generate.cases, "How many")
        ->required()
        ->check(CLI::Range(std::uint32_t{1}, static_cast<std::uint32_t>(limits::kCasesMax)));
    command->add_option("--seed", generate.seed, "The same seed gives the same list")
        ->required()
        ->check(CLI::Validator{seed_fault, ""});
    command->add_option("--as-of", generate.as_of, kAsOfHelp)->required();
    command->add_option("--output", generate.output, "Write to this file");
    command->add_flag("--spreadsheet", generate.spreadsheet,
                      "CSV as spreadsheet programs save it: byte order mark, CRLF, quotes");
    add_format(*command, generate.format, {"csv", "json"});
    command->callback([this] { status = cli::generate_cases(generate); });
  }

  void add_foresee() {
    CLI::App* command = app.add_subcommand(
        "foresee", "When each waiting case may be allocated, and the chance to wait too long");
    command->add_option("SCENARIO", foresee.scenario, "Scenario with a starting list, .toml")
        ->required();
    command->add_option("--facts", foresee.facts,
                        "Fact schema, .toml; without it the one each policy names, beside it");
    command
        ->add_option("--futures", foresee.futures,
                     "Futures to draw; without it the repetitions of the scenario")
        ->check(CLI::Range(1U, 100'000U));
    command->add_option("--mapping", foresee.mapping,
                        "How the lists that the scenario names are read, .toml");
    command->add_option("--output", foresee.output, "Write to this file");
    command->add_option("--threads", foresee.threads, "Threads; the result is the same")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    add_format(*command, foresee.format, {"text", "json", "html"});
    command->callback([this] { status = cli::foresee_cases(foresee); });
  }

  void add_simulate() {
    CLI::App* command =
        app.add_subcommand("simulate", "Try policies before families live under them");
    command->add_option("SCENARIO", simulate.scenario, "Scenario, .toml; its files are beside it")
        ->required();
    command->add_option("--facts", simulate.facts,
                        "Fact schema, .toml; without it the one each policy names, beside it");
    command->add_option("--mapping", simulate.mapping,
                        "How the lists that the scenario names are read, .toml");
    command->add_option("--output", simulate.output, "Write to this file");
    command->add_option("--repetitions", simulate.repetitions,
                        "Write every figure of every repetition to this file, .csv");
    command->add_option("--threads", simulate.threads, "Threads; the result is the same")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    add_format(*command, simulate.format, {"text", "json", "html"});
    command->callback([this] { status = cli::simulate_scenario(simulate); });
  }
};

/// Before a command has begun.
int too_little_memory() { return cli::report_no_memory({}); }

}  // namespace

int main(int argc, char** argv) {
  // What grows past the system's limit is an error of writing like any other.
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  try {
    CommandLine line;
    try {
      line.app.parse(argc, argv);
    } catch (const CLI::ParseError& misuse) {
      return line.app.exit(misuse) == 0 ? cli::kDone : cli::kMisuse;
    }
    return line.status;
  } catch (const std::bad_alloc&) {
    return too_little_memory();
  } catch (const std::exception& bug) {
    std::fprintf(stderr, "A bug in waitlist, please report it: %s\n", bug.what());
    return cli::kBug;
  }
}
