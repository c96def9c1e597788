#include "cli/commands.h"

#include <waitlist/waitlist.h>

#include "cli/asked_list.h"
#include "cli/files.h"
#include "cli/input_files.h"
#include "cli/list_input.h"
#include "cli/progress.h"
#include "cli/reader_of_case.h"
#include "cli/run.h"

#include <algorithm>

namespace waitlist::cli {
namespace {

/// Ranks a list as the arguments ask.
Result<Ranking> rank_input(const ListInput& input,
                           const ListArguments& arguments,
                           const CompiledPolicy& policy,
                           Day as_of,
                           const CaseReadOptions& options,
                           const Progress& progress) {
  const auto list = read_list(input, policy.schema(), options);
  if (!list) return failed(list.error());
  progress.step("Ranking");
  return rank_list(*list, policy, as_of, options, {arguments.threads});
}

Ranking load_and_rank(Files& files, const ListArguments& arguments) {
  Progress progress;
  const Day as_of = day_of(arguments.as_of);
  progress.step("Reading the policy");
  const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
  progress.step("Reading the cases");
  const ListInput input = load_list(files, arguments);
  const CaseReadOptions options = read_options(files, arguments, policy.schema());
  auto ranking = rank_input(input, arguments, policy, as_of, options, progress);
  if (ranking) return *std::move(ranking);
  throw refused(std::move(ranking.error()), input, arguments, policy, as_of, options);
}

int status_of(const Ranking& ranking) { return ranking.faulty().empty() ? kDone : kSetApart; }

/// Says that something is missing in what was just printed about one case.
void note_faulty(const Ranking& ranking) {
  const std::size_t rows = ranking.faulty().size();
  if (rows == 0) return;
  say("Note: " + std::to_string(rows) +
      (rows == 1 ? " row of the list is" : " rows of the list are") +
      " not ranked and must be looked at; `rank --faulty apart` shows " +
      (rows == 1 ? "it" : "them") + " first.\n");
}

/// A ranking, and what changed since the list of --since, where there is one.
struct RankedList {
  Ranking ranking;
  std::optional<ChangesSince> changes;

  [[nodiscard]] const ChangesSince* since() const { return changes ? &*changes : nullptr; }
};

RankedList load_and_rank_since(Files& files, const ListArguments& arguments) {
  if (arguments.since.empty()) return {load_and_rank(files, arguments), std::nullopt};
  Progress progress;
  const Day as_of = day_of(arguments.as_of);
  progress.step("Reading the policy");
  const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
  progress.step("Reading the cases");
  const bool apart = arguments.faulty == "apart";
  const ListInput input = load_list(files, arguments);
  const CaseReadOptions options = read_options(files, arguments, policy.schema());
  const auto now = read_list(input, policy.schema(), options);
  if (!now) {
    throw refused(now.error(), input, arguments, policy, as_of, options);
  }
  const ListInput earlier =
      load_input(files, arguments.since, {arguments.sheet, arguments.encoding});
  const CaseList before = value_of(read_list(earlier, policy.schema(), options));
  progress.step("Ranking");
  const RankOptions how{arguments.threads};
  RankingSince ranked =
      value_of(apart ? rank_since(before.cases, *now, policy, as_of, arguments.since, how)
                     : rank_since(before.cases, now->cases, policy, as_of, arguments.since, how));
  return {std::move(ranked.ranking), std::move(ranked.since)};
}

int explain_to_family(Files& files, const ExplainArguments& arguments) {
  const Day as_of = day_of(arguments.as_of);
  const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
  const ListInput input = load_list(files, arguments);
  const CaseReadOptions options = read_options(files, arguments, policy.schema());
  const auto list = read_list(input, policy.schema(), options);
  if (!list) throw refused(list.error(), input, arguments, policy, as_of, options);
  const FamilyNotice notice =
      value_of(family_notice(list->cases, policy, arguments.case_id, as_of, arguments.contact));
  write_form(files, arguments.output,
             arguments.format == "html" ? render_html(notice) : render_text(notice),
             arguments.format);
  return list->faulty.empty() ? kDone : kSetApart;
}

AllocationRules load_rules(Files& files, const AllocateArguments& arguments) {
  AllocationRules rules;
  WorkRules work = load_work(files, arguments.work);
  rules.needs = std::move(work.needs);
  rules.loads = std::move(work.loads);
  rules.kinds = std::move(work.kinds);
  rules.preferences = std::move(work.preferences);
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

Rejected unknown_id(const char* option, const std::string& id, const std::string& reason) {
  return Rejected{
      {{ErrorCode::unknown_reference, "command line", 0, 0, option, clipped(id), reason}}};
}

bool is_faulty(const Ranking& ranking, const std::string& case_id) {
  return !case_id.empty() && std::ranges::find(ranking.faulty(), case_id, &FaultyCase::case_id) !=
                                 ranking.faulty().end();
}

PractitionerIndex practitioner_of(const Allocation& allocation,
                                  const char* option,
                                  const std::string& id) {
  const auto found = allocation.roster().find(id);
  if (found) return *found;
  throw unknown_id(option, id, "no practitioner of the roster has this id");
}

/// What a change that was asked for would do.
std::string impact_text(const Allocation& allocation, const AllocateArguments& arguments) {
  const bool leaves = !arguments.without.empty();
  const PractitionerIndex practitioner = practitioner_of(allocation, leaves ? "--without" : "--to",
                                                         leaves ? arguments.without : arguments.to);
  std::optional<Impact> impact;
  if (leaves) {
    impact = allocation.without(practitioner);
  } else {
    const auto unit = allocation.find(arguments.case_id);
    if (!unit && is_faulty(allocation.ranking(), arguments.case_id)) {
      throw unknown_id("--case", arguments.case_id,
                       "this case is not ranked: something in its row is wrong, and `explain` says "
                       "what");
    }
    if (!unit) throw unknown_id("--case", arguments.case_id, "no ranked case has this id");
    impact = allocation.what_if(*unit, practitioner);
  }
  const std::string change = leaves ? "If " + arguments.without + " left"
                                    : "If " + arguments.case_id + " went to " + arguments.to;
  if (arguments.format == "csv") return render_csv(impact, allocation, change);
  if (arguments.format == "json") return render_json(impact, allocation, change);
  if (arguments.format == "html") return render_html(impact, allocation, change);
  return render_text(impact, allocation, change);
}

/// The names of one kind that cases have, each once.
std::vector<std::string> names_of(const CaseTable& cases, bool teams) {
  std::vector<std::string> names;
  for (CaseRow row = 0; row < cases.size(); ++row) {
    const std::string_view name = teams ? cases.team(row) : cases.area(row);
    if (!name.empty() && (names.empty() || names.back() != name)) names.emplace_back(name);
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// A name that no case has is a slip, or the part of another list.
void require_name(const char* option,
                  const std::optional<std::string>& name,
                  const CaseTable& cases,
                  bool teams) {
  if (!name || name->empty()) return;
  const std::vector<std::string> names = names_of(cases, teams);
  if (std::ranges::find(names, *name) != names.end()) return;
  const std::string near = nearest_name(*name, names);
  throw unknown_id(option, *name,
                   near.empty()
                       ? "no case of the list has this name"
                       : "no case of the list has this name; did you mean \"" + near + "\"?");
}

/// What of a list is shown.
RankedList shown_part(RankedList list, const RankArguments& arguments) {
  if (!arguments.team && !arguments.area) return list;
  const CaseTable& cases = list.ranking.cases();
  require_name("--team", arguments.team, cases, true);
  require_name("--area", arguments.area, cases, false);
  const ListPart part{arguments.team, arguments.area};
  std::optional<ChangesSince> changes;
  if (list.changes) changes = part_of(*list.changes, cases, part);
  return {part_of(list.ranking, part), std::move(changes)};
}

}  // namespace

int rank_cases(const RankArguments& arguments) {
  return run([&](Files& files) {
    const bool workbook = arguments.format == "xlsx";
    if (workbook && arguments.output.empty()) {
      throw Rejected{{{ErrorCode::missing_value, "command line", 0, 0, "--output", "",
                       "a workbook is written to a file; name one, for example --output "
                       "queue.xlsx"}}};
    }
    if (arguments.print != "whole" && arguments.format != "html") {
      throw Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, "--print", arguments.print,
                       "only pages are for paper; add --format html"}}};
    }
    const RankedList list = shown_part(load_and_rank_since(files, arguments), arguments);
    const Ranking& ranking = list.ranking;
    Progress progress;
    progress.step("Summing up");
    const Summary summary = summarise(ranking, {Days{arguments.ahead}});
    progress.step("Writing");
    ReportOptions options;
    options.top = arguments.top;
    options.ahead = Days{arguments.ahead};
    options.since = list.since();
    options.colour = arguments.output.empty() && stdout_shows_colours();
    BoardOptions board;
    board.since = list.since();
    if (arguments.print == "brief") board.extent = BoardExtent::brief;
    if (arguments.top != SIZE_MAX) board.top = arguments.top;
    const std::string text = arguments.format == "csv"    ? render_csv(ranking, options)
                             : arguments.format == "json" ? render_json(ranking, summary, options)
                             : arguments.format == "html" ? render_html(ranking, summary, board)
                             : workbook                   ? value_of(render_xlsx(ranking, options))
                                                          : render_table(ranking, options);
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    say((arguments.output.empty() ? "\n" : "") + render_text(summary, ranking, list.since()));
    return status_of(ranking);
  });
}

int explain_case(const ExplainArguments& arguments) {
  return run([&](Files& files) {
    refuse_for_reader(arguments);
    if (arguments.reader == "family") return explain_to_family(files, arguments);
    const RankedList list = load_and_rank_since(files, arguments);
    const Ranking& ranking = list.ranking;
    const bool json = arguments.format == "json";
    if (!arguments.above.empty()) {
      const Comparison comparison = value_of(compare(ranking, arguments.case_id, arguments.above));
      write_form(files, arguments.output, json ? render_json(comparison) : render_text(comparison),
                 arguments.format);
      note_faulty(ranking);
      if (comparison.above != arguments.case_id) {
        say("Note: " + arguments.case_id + " does not stand above " + arguments.above +
            "; it is the other way round.\n");
      }
      return status_of(ranking);
    }
    if (is_faulty(ranking, arguments.case_id)) {
      write_form(files, arguments.output,
                 json ? render_faulty_json(ranking, arguments.case_id)
                      : render_faulty_text(ranking, arguments.case_id),
                 arguments.format);
      return status_of(ranking);
    }
    const bool is_gone = list.changes && list.changes->previous.find(arguments.case_id) &&
                         !ranking.cases().find(arguments.case_id);
    if (is_gone) {
      throw unknown_id("--case", arguments.case_id,
                       "it is on the list of --since and not on this one; it should stand here as "
                       "allocated or withdrawn");
    }
    const CaseRow row = value_of(find_scored(ranking, arguments.case_id));
    const Explanation explanation =
        explain(ranking.cases(), ranking.policy(), row, ranking.as_of());
    write_form(files, arguments.output,
               json ? render_json(explanation, ranking, list.since())
                    : render_text(explanation, ranking, list.since()),
               arguments.format);
    note_faulty(ranking);
    return status_of(ranking);
  });
}

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

int suggest_mapping(const SuggestArguments& arguments) {
  return run([&](Files& files) {
    const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
    const ListInput input =
        load_named_input(files, arguments.cases, {arguments.sheet, arguments.encoding});
    write(files, arguments.output,
          value_of(suggest_case_mapping(input.rows(), policy.schema(), arguments.cases)));
    say("Each guess is marked; look at all of them before a list is ranked with it.\n");
  });
}

int generate_cases(const GenerateArguments& arguments) {
  return run([&](Files& files) {
    Progress progress;
    progress.step("Generating");
    const FactSchema schema = value_of(read_fact_schema(private_law_facts_toml(), "facts"));
    SyntheticListOptions options;
    options.cases = arguments.cases;
    options.seed = arguments.seed;
    options.as_of = day_of(arguments.as_of);
    const std::vector<Case> cases = value_of(synthetic_list(schema, options));
    const auto dialect = arguments.spreadsheet ? CsvDialect::spreadsheet : CsvDialect::plain;
    const std::string text = arguments.format == "json" ? write_cases_json(cases, schema)
                                                        : write_cases_csv(cases, schema, dialect);
    progress.done();
    write(files, arguments.output, text);
  });
}

}  // namespace waitlist::cli
