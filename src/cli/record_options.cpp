#include "cli/record_options.h"

#include "cli/options.h"

namespace waitlist::cli {
namespace {

constexpr const char* kDecisionsHelp = "What managers decided: places, and who takes a case, .csv";

void add_record_list(CLI::App& group, RecordAddArguments& add, int& status) {
  CLI::App* command = group.add_subcommand("add", "Rank a list and record it");
  command->add_option("LOG", add.log, "The folder of the log")->required();
  add_list_options(*command, add);
  command->add_option("--origin", add.origin, "Begin a log of this name, in a folder without one");
  command->add_option("--decisions", add.decisions, kDecisionsHelp);
  command->add_option("--report", add.report,
                      "Write the queue board with the head of the log to this file, .html");
  command->add_option("--proof", add.proof,
                      "Write the proof that the list is in the log to this file");
  command->callback([&add, &status] { status = record_list(add); });
}

}  // namespace

void add_record(CLI::App& app, RecordAddArguments& add, RecordArguments& record, int& status) {
  CLI::App* group = app.add_subcommand("record",
                                       "Keep a log of lists that nobody can rewrite "
                                       "unseen");
  group->require_subcommand(1);
  add_record_list(*group, add, status);
  const auto log_command = [group, &record, &status](const char* name, const char* does,
                                                     int (*run)(const RecordArguments&)) {
    CLI::App* command = group->add_subcommand(name, does);
    command->add_option("LOG", record.log, "The folder of the log")->required();
    command->callback([&record, &status, run] { status = run(record); });
    return command;
  };
  CLI::App* verify = log_command("verify", "Check the whole log", verify_record);
  verify->add_option("--head", record.heads,
                     "SIZE:ROOT, a head that was kept; give as many as there are");
  verify->add_option("--origin", record.origin, "The log that it must be");
  verify->add_option("--list", record.list,
                     "Print the proof that this list, such as 2009-10-05/1, is in the log");
  CLI::App* replay =
      log_command("replay", "Make a recorded list again with this program", replay_record);
  replay->add_option("DAY", record.day, "The day, YYYY-MM-DD, or one list of it: 2009-10-05/1")
      ->required();
  replay->add_option("--output", record.output,
                     "Write the list as it is made again to this file, .csv");
  CLI::App* decide =
      log_command("decide", "Add decisions about a list that was recorded before", decide_later);
  decide->add_option("LIST", record.day, "The day of the list, or one list of it: 2009-10-05/1")
      ->required();
  decide->add_option("--decisions", record.decisions, kDecisionsHelp)->required();
  decide->add_option("--on", record.on, "The day of the decisions, YYYY-MM-DD, or today")
      ->capture_default_str();
  CLI::App* story = log_command("case", "Tell the life of a case", tell_case);
  story->add_option("ID", record.case_id, "The case")->required();
  CLI::App* erase =
      log_command("erase", "Destroy what is kept of a case, and record that", erase_case);
  erase->add_option("ID", record.case_id, "The case")->required();
  erase->add_option("--ground", record.ground, "The legal ground, a code")->required();
  erase->add_option("--by", record.by, "Who ordered it, a code")->required();
  erase->add_option("--on", record.on, "The day of the order, YYYY-MM-DD, or today")
      ->capture_default_str();
  log_command("overrides", "Count how often managers decided otherwise", show_overrides);
}

}  // namespace waitlist::cli
