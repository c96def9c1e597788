#include "cli/asked_day.h"
#include "cli/commands.h"
#include "cli/input_files.h"
#include "cli/run.h"

#include <string>
#include <vector>

namespace waitlist::cli {

int check_policy(const PolicyArguments& arguments) {
  return run([&](Files& files) {
    const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
    const auto doubts = review(policy);
    const auto windows = overtaking_windows(policy);
    write_shown(files, "", render_text(doubts, windows, arguments.policy));
  });
}

int check_calendar(const std::string& path) {
  return run([&](Files& files) {
    const Holidays holidays = value_of(read_holidays_csv(value_of(files.read(path)), path));
    const WorkingCalendar calendar = value_of(WorkingCalendar::make(path, holidays));
    write_shown(files, "", render_text(calendar, holidays));
  });
}

int show_policy(const PolicyArguments& arguments) {
  return run([&](Files& files) {
    const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
    write_form(files, arguments.output,
               arguments.format == "json"   ? render_json(policy)
               : arguments.format == "html" ? render_html(policy)
                                            : render_text(policy),
               arguments.format);
  });
}

namespace {

/// Where the witness is asked for and the words about it have no place.
void refuse_page_of_witness(const PolicyArguments& arguments) {
  if (arguments.witness.empty() || arguments.format != "html") return;
  throw Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, "--format", "html",
                   "what --witness finds is told as text: leave out --format html, or --witness"}}};
}

/// The cases that lose and gain most, as a list that `rank` reads. What was found is told.
std::string write_witness(Files& files,
                          const PolicyArguments& arguments,
                          const CompiledPolicy& before,
                          const CompiledPolicy& after) {
  WitnessOptions options;
  if (arguments.longest_wait) options.longest_wait = Days{*arguments.longest_wait};
  const PolicyWitness witness =
      value_of(find_witness(before, after, day_of(arguments.as_of), options));
  std::vector<Case> cases;
  for (const GreatestDifference* one : {&witness.loss, &witness.gain}) {
    if (one->witness && one->found > Points{}) cases.push_back(one->witness->facts);
  }
  write(files, arguments.witness, write_cases_csv(cases, before.schema()));
  return '\n' + render_text(witness, before, after);
}

}  // namespace

int compare_policies(const PolicyArguments& arguments) {
  return run([&](Files& files) {
    refuse_page_of_witness(arguments);
    const CompiledPolicy before = load_policy(files, arguments.policy, arguments.facts);
    const CompiledPolicy after = load_policy(files, arguments.other, arguments.facts);
    std::string text =
        arguments.format == "html" ? render_html(before, after) : render_text(before, after);
    if (!arguments.witness.empty()) text += write_witness(files, arguments, before, after);
    write_form(files, arguments.output, text, arguments.format);
  });
}

}  // namespace waitlist::cli
