// Scenarios, whose files a callback gives and whose progress another one hears.
#include <waitlist/io/allocation_rules_reader.h>
#include <waitlist/io/outcome_reader.h>
#include <waitlist/io/policy_reader.h>
#include <waitlist/io/roster_reader.h>
#include <waitlist/io/scenario_reader.h>
#include <waitlist/report/simulation_report.h>
#include <waitlist/simulation/area_simulation.h>
#include <waitlist/simulation/queue_simulation.h>

#include "c/read.h"

namespace waitlist::c {
namespace {

/// The files of a scenario, from the caller.
class CallersFiles {
 public:
  CallersFiles(wl_file_fn file, void* user) noexcept : file_{file}, user_{user} {}

  [[nodiscard]] std::string read(const std::string& name) const {
    wl_sink sink;
    const bool has_file = file_(user_, name.c_str(), name.size(), &sink) == 0;
    if (sink.is_short) throw std::bad_alloc{};
    if (has_file) return std::move(sink.bytes);
    throw Rejected{{{ErrorCode::file_unreadable, name, 0, 0, "", "",
                     "the program that runs the scenario did not give this file"}},
                   WL_NO_FILE};
  }

  /// Empty where no file is named.
  [[nodiscard]] std::string read_if_named(const std::string& name) const {
    return name.empty() ? std::string{} : read(name);
  }

 private:
  wl_file_fn file_;
  void* user_;
};

/// A name that stands in the text `writer`, from where that one is named.
std::string from_folder_of(const std::string& writer, const std::string& written) {
  return writer.substr(0, writer.rfind('/') + 1) + written;
}

CompiledPolicy policy_of(const CallersFiles& files, const std::string& policy) {
  const std::string toml = files.read(policy);
  const std::string calendar = value_of(calendar_named_by(toml, policy));
  const std::string facts = value_of(schema_named_by(toml, policy));
  const std::string holidays =
      calendar.empty() ? std::string{} : files.read(from_folder_of(policy, calendar));
  std::optional<std::string_view> own_holidays;
  if (!calendar.empty()) own_holidays = holidays;
  if (facts.empty()) return read_policy_text(toml, nullptr, own_holidays, policy);
  const std::string path = from_folder_of(policy, facts);
  const FactSchema schema = value_of(read_fact_schema(files.read(path), path));
  return read_policy_text(toml, &schema, own_holidays, policy);
}

AreaRoster roster_of_plan(const CallersFiles& files, const RosterPlan& plan) {
  const std::string text = files.read(plan.roster);
  const std::string travel = files.read_if_named(plan.travel);
  const bool json = plan.roster.ends_with(".json");
  Roster roster = value_of(json ? read_roster_json(text, plan.roster)
                                : read_roster_csv(text, travel, plan.roster, plan.travel));
  WorkRules work;
  if (!plan.work.empty()) work = value_of(read_work_csv(files.read(plan.work), plan.work));
  std::vector<Instruction> instructions;
  if (!plan.instructions.empty()) {
    instructions =
        value_of(read_instructions_csv(files.read(plan.instructions), plan.instructions));
  }
  return {std::move(roster), std::move(work.needs), std::move(work.loads), std::move(instructions)};
}

CaseTable cases_of(const CallersFiles& files, const std::string& name, const FactSchema& schema) {
  wl_case_options options{};
  options.source = name.c_str();
  options.source_size = name.size();
  return read_list(files.read(name), schema, options).list.cases;
}

AreaLists lists_of(const CallersFiles& files,
                   const AreaScenario& scenario,
                   const FactSchema& schema) {
  AreaLists lists;
  if (!scenario.start.empty()) lists.start = cases_of(files, scenario.start, schema);
  for (const ArrivalStream& stream : scenario.streams) {
    if (!stream.recorded.empty())
      lists.recorded.push_back(cases_of(files, stream.recorded, schema));
  }
  if (scenario.record) {
    const std::string& outcomes = scenario.record->outcomes;
    lists.outcomes = value_of(read_outcomes_csv(files.read(outcomes), outcomes));
  }
  const auto& roster = scenario.practitioners.from_roster;
  if (!roster) return lists;
  lists.roster = roster_of_plan(files, *roster);
  for (const AreaVariant& variant : scenario.variants) {
    const auto& own = variant.practitioners.from_roster;
    const bool same = !own || own->has_files_of(*roster);
    lists.variant_rosters.push_back(same ? std::nullopt
                                         : std::optional{roster_of_plan(files, *own)});
  }
  return lists;
}

SimulationResult simulated(std::string_view toml,
                           const CallersFiles& files,
                           const wl_simulate_options& options) {
  const std::string source = source_of(options.source, options.source_size, "scenario");
  std::vector<CompiledPolicy> policies;
  for (const std::string& name : value_of(policies_named_by(toml, source))) {
    policies.push_back(policy_of(files, name));
  }
  const FactSchema& schema = policies.front().schema();
  const Scenario scenario = value_of(read_scenario(toml, schema, source));
  bool cancelled = false;
  SimulationOptions how;
  how.threads = options.threads;
  if (options.progress != nullptr) {
    how.progress = [&](std::uint32_t done, std::uint32_t of) {
      cancelled = cancelled || options.progress(options.user, done, of) != 0;
      return !cancelled;
    };
  }
  const auto* const area = std::get_if<AreaScenario>(&scenario);
  auto result = area != nullptr ? simulate(*area, lists_of(files, *area, schema), policies, how)
                                : simulate(std::get<QueueScenario>(scenario), policies, how);
  if (cancelled) throw Ended{WL_CANCELLED};
  return value_of(std::move(result));
}

}  // namespace
}  // namespace waitlist::c

using namespace waitlist::c;  // NOLINT(google-build-using-namespace): the work of this file

int32_t wl_sink_write(wl_sink* sink, const char* bytes, size_t size) {
  const std::int32_t status = guarded("wl_sink_write", nullptr, [&] {
    given(sink, "sink").bytes += text_of(bytes, size, "bytes");
  });
  // Whoever does not look at the status gets no part of a file for the whole.
  if (status == WL_NO_MEMORY) sink->is_short = true;
  return status;
}

int32_t wl_simulate(const char* toml,
                    size_t size,
                    wl_file_fn file,
                    const wl_simulate_options* options,
                    int32_t form,
                    wl_text** text,
                    wl_errors** errors) {
  clear(text);
  return guarded("wl_simulate", errors, [&] {
    given(text, "text");
    given(toml, "toml");
    require(file != nullptr, "file", "is NULL");
    if (form != WL_TEXT && form != WL_JSON && form != WL_HTML) refuse_form();
    const wl_simulate_options own = options_of(options);
    const waitlist::SimulationResult result =
        simulated(text_of(toml, size, "toml"), CallersFiles{file, own.user}, own);
    give_text(text, form == WL_JSON   ? render_json(result)
                    : form == WL_HTML ? render_html(result)
                                      : render_text(result));
  });
}
