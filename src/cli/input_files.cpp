#include "cli/input_files.h"

#include "cli/run.h"

namespace waitlist::cli {

namespace {

/// The calendar that a policy names, beside it.
WorkingCalendar load_calendar(Files& files, const std::string& policy, const std::string& path) {
  const std::string name = value_of(calendar_named_by(policy, path));
  if (name.empty()) return WorkingCalendar::england_and_wales();
  const std::string file = beside(path, name);
  return value_of(
      WorkingCalendar::make(name, value_of(read_holidays_csv(value_of(files.read(file)), file))));
}

}  // namespace

CompiledPolicy load_policy(Files& files, const std::string& path, const std::string& facts) {
  const std::string text = value_of(files.read(path));
  const WorkingCalendar calendar = load_calendar(files, text, path);
  const std::string name = facts.empty() ? value_of(schema_named_by(text, path)) : facts;
  if (name.empty()) return value_of(read_policy_with_facts(text, path, calendar));
  const std::string schema_path = facts.empty() ? beside(path, name) : facts;
  const FactSchema schema =
      value_of(read_fact_schema(value_of(files.read(schema_path)), schema_path));
  return value_of(read_policy(text, schema, path, calendar));
}

bool is_json(const std::string& path) { return path.ends_with(".json"); }

std::optional<CaseMapping> load_mapping(Files& files,
                                        const std::string& path,
                                        const FactSchema& schema) {
  if (path.empty()) return std::nullopt;
  return value_of(read_case_mapping(value_of(files.read(path)), schema, path));
}

std::string optional_text(Files& files, const std::string& path) {
  return path.empty() ? std::string{} : value_of(files.read(path));
}

Roster load_roster(Files& files, const std::string& path, const std::string& travel) {
  const std::string text = value_of(files.read(path));
  if (!is_json(path)) {
    const std::string ways = optional_text(files, travel);
    if (!travel.empty() && ways.find_first_not_of(" \t\r\n") == std::string::npos) {
      throw Rejected{{{ErrorCode::missing_name, travel, 0, 0, "", "",
                       "this file is empty; its first line names the columns from, to, minutes"}}};
    }
    return value_of(read_roster_csv(text, ways, path, travel));
  }
  if (travel.empty()) return value_of(read_roster_json(text, path));
  throw Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, "--travel", travel,
                   "a roster in JSON has its travel times itself"}}};
}

WorkRules load_work(Files& files, const std::string& path) {
  if (path.empty()) return {};
  return value_of(read_work_csv(value_of(files.read(path)), path));
}

std::vector<Instruction> load_instructions(Files& files, const std::string& path) {
  if (path.empty()) return {};
  return value_of(read_instructions_csv(value_of(files.read(path)), path));
}

}  // namespace waitlist::cli
