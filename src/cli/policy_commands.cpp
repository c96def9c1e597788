#include "cli/commands.h"
#include "cli/input_files.h"
#include "cli/run.h"

#include <string>

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

int compare_policies(const PolicyArguments& arguments) {
  return run([&](Files& files) {
    const CompiledPolicy before = load_policy(files, arguments.policy, arguments.facts);
    const CompiledPolicy after = load_policy(files, arguments.other, arguments.facts);
    write_form(files, arguments.output,
               arguments.format == "html" ? render_html(before, after) : render_text(before, after),
               arguments.format);
  });
}

}  // namespace waitlist::cli
