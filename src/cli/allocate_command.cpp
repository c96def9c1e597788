#include "cli/commands.h"
#include "cli/input_files.h"
#include "cli/progress.h"
#include "cli/ranked_list.h"
#include "cli/run.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace waitlist::cli {
namespace {

AllocationRules load_rules(Files& files, const AllocateArguments& arguments) {
  AllocationRules rules;
  WorkRules work = load_work(files, arguments.work);
  rules.needs = std::move(work.needs);
  rules.loads = std::move(work.loads);
  rules.kinds = std::move(work.kinds);
  rules.preferences = std::move(work.preferences);
  rules.seconds = std::move(work.seconds);
  rules.instructions = load_instructions(files, arguments.instructions);
  if (!arguments.pairs.empty()) {
    rules.only_pairs = true;
    rules.pairs = value_of(read_pairs_csv(value_of(files.read(arguments.pairs)), arguments.pairs));
  }
  if (!arguments.weights.empty()) {
    rules.prices =
        value_of(read_weights_csv(value_of(files.read(arguments.weights)), arguments.weights));
  }
  if (!arguments.keep.empty()) {
    rules.earlier =
        value_of(read_earlier_csv(value_of(files.read(arguments.keep)), arguments.keep));
  }
  rules.count = arguments.count_cases ? LoadCount::cases : LoadCount::units;
  rules.urgent_tiers = arguments.urgent_tiers;
  if (arguments.horizon) rules.horizon = Days{*arguments.horizon};
  return rules;
}

/// Rules know the lines on which they stand; the names of their files are the command line's.
Allocation allocated(const Ranking& ranking,
                     const Roster& roster,
                     const AllocationRules& rules,
                     const AllocateArguments& arguments) {
  Result<Allocation> made = allocate(ranking, roster, rules);
  if (made) return *std::move(made);
  Errors errors = std::move(made.error());
  for (Error& error : errors) {
    if (error.source == "roster") error.source = arguments.roster;
    if (error.source == "earlier proposal") error.source = arguments.keep;
    if (error.line == 0) continue;
    if (error.source == "work") error.source = arguments.work;
    if (error.source == "instructions") error.source = arguments.instructions;
    if (error.source == "pairs") error.source = arguments.pairs;
  }
  throw Rejected{std::move(errors)};
}

constexpr std::size_t kIdsSearched = 20'000;  ///< for one that is near

/// An id that nothing has, with what to do and one that is near.
void add_unknown(Errors& errors,
                 const char* option,
                 const std::string& id,
                 std::string reason,
                 const std::vector<std::string>& known) {
  const std::string near = known.size() > kIdsSearched ? std::string{} : nearest_name(id, known);
  if (!near.empty()) reason += "; did you mean \"" + near + "\"?";
  const Rejected unknown = unknown_id(option, id, reason);
  errors.insert(errors.end(), unknown.errors().begin(), unknown.errors().end());
}

void add_unknown_practitioner(Errors& errors,
                              const Roster& roster,
                              const char* option,
                              const std::string& id) {
  std::vector<std::string> known;
  known.reserve(roster.practitioners().size());
  for (const Practitioner& one : roster.practitioners()) known.push_back(one.practitioner_id);
  add_unknown(errors, option, id,
              "no practitioner of the roster has this id; give one that stands there", known);
}

void add_unknown_case(Errors& errors, const Ranking& ranking, const std::string& id) {
  if (is_faulty(ranking, id)) {
    add_unknown(errors, "--case", id,
                "this case is not ranked: something in its row is wrong, and `explain` says what",
                {});
    return;
  }
  std::vector<std::string> known;
  known.reserve(ranking.places().size());
  for (const Place& place : ranking.places()) {
    known.emplace_back(ranking.cases().case_id(place.row));
  }
  add_unknown(errors, "--case", id, "no ranked case has this id; give one that `rank` lists",
              known);
}

/// What a change that was asked for would do.
std::string impact_text(const Allocation& allocation, const AllocateArguments& arguments) {
  const bool leaves = !arguments.without.empty();
  const std::string& id = leaves ? arguments.without : arguments.to;
  const auto practitioner = allocation.roster().find(id);
  Errors unknown;
  if (!practitioner) {
    add_unknown_practitioner(unknown, allocation.roster(), leaves ? "--without" : "--to", id);
  }
  std::optional<QueuedUnit> unit;
  if (!leaves) {
    unit = allocation.find(arguments.case_id);
    if (!unit) add_unknown_case(unknown, allocation.ranking(), arguments.case_id);
  }
  if (!unknown.empty()) throw Rejected{std::move(unknown)};
  const std::optional<Impact> impact =
      leaves ? allocation.without(*practitioner) : allocation.what_if(*unit, *practitioner);
  const std::string change = leaves ? "If " + arguments.without + " left"
                                    : "If " + arguments.case_id + " went to " + arguments.to;
  if (arguments.format == "csv") return render_csv(impact, allocation, change);
  if (arguments.format == "json") return render_json(impact, allocation, change);
  if (arguments.format == "html") return render_html(impact, allocation, change);
  return render_text(impact, allocation, change);
}

}  // namespace

int allocate_cases(const AllocateArguments& arguments) {
  return run([&](Files& files) {
    const Ranking ranking = load_and_rank(files, arguments);
    const Roster roster = load_roster(files, arguments.roster, arguments.travel);
    const AllocationRules rules = load_rules(files, arguments);
    Progress progress;
    progress.step("Allocating");
    const Allocation allocation = allocated(ranking, roster, rules, arguments);
    progress.step("Writing");
    AllocationReportOptions options;
    options.colour = arguments.output.empty() && stdout_shows_colours();
    const bool asks = !arguments.case_id.empty() || !arguments.without.empty();
    const std::string text = asks                         ? impact_text(allocation, arguments)
                             : arguments.format == "csv"  ? render_csv(allocation)
                             : arguments.format == "json" ? render_json(allocation)
                             : arguments.format == "html" ? render_html(allocation)
                                                          : render_table(allocation, options);
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    note_faulty(ranking);
    return status_of(ranking);
  });
}

}  // namespace waitlist::cli
