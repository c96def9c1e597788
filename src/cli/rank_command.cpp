#include "cli/commands.h"
#include "cli/input_files.h"
#include "cli/interrupt.h"
#include "cli/loaded_scenario.h"
#include "cli/progress.h"
#include "cli/ranked_list.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waitlist::cli {
namespace {

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

Rejected misuse(const char* option, const std::string& found, const char* reason) {
  return Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, option, found, reason}}};
}

/// Options that ask for what another one rules out.
void refuse_contradictions(const RankArguments& arguments) {
  if (arguments.format == "xlsx" && arguments.output.empty()) {
    throw Rejected{{{ErrorCode::missing_value, "command line", 0, 0, "--output", "",
                     "a workbook is written to a file; name one, for example --output "
                     "queue.xlsx"}}};
  }
  if (arguments.print != "whole" && arguments.format != "html") {
    throw misuse("--print", arguments.print, "only pages are for paper; add --format html");
  }
  if (arguments.sure_first != 0 && (arguments.format != "html" || arguments.print != "whole")) {
    throw misuse("--sure-first", std::to_string(arguments.sure_first),
                 "only the whole page marks its rows; add --format html, without --print brief");
  }
  if (!arguments.foresee.empty() && (arguments.format != "html" || arguments.print != "whole")) {
    throw misuse("--foresee", arguments.foresee,
                 "only the whole page tells likely days; add --format html, without --print brief");
  }
  if (arguments.explained && arguments.format != "json") {
    throw misuse("--explained", "", "only JSON has all explanations; add --format json");
  }
  if (arguments.format == "changes" && arguments.since.empty()) {
    throw misuse("--format", "changes", "changes are those since an earlier list; add --since");
  }
}

/// Of the whole list, whatever part of it is shown.
std::optional<BoardCertainty> certainty_of(const Ranking& ranking, const RankArguments& arguments) {
  if (arguments.sure_first == 0) return std::nullopt;
  VariedPolicy varied = value_of(VariedPolicy::make(ranking.policy(), arguments.share));
  CertainPlaces places = certain_places(ranking, varied, arguments.sure_first);
  return BoardCertainty{std::move(varied), std::move(places)};
}

/// Of the whole list, too.
std::optional<Foresight> foresight_of(Files& files,
                                      const Ranking& ranking,
                                      const RankArguments& arguments) {
  const std::string& path = arguments.foresee;
  if (path.empty()) return std::nullopt;
  const Interrupt interrupt;
  const Progress progress;
  progress.step("Reading the scenario");
  const LoadedScenario loaded = load_scenario(files, path, arguments.facts);
  const AreaScenario area = area_to_foresee(loaded.scenario, path, arguments.futures);
  const FactSchema& schema = loaded.policies.front().schema();
  const AreaLists lists =
      load_lists(files, area, path, schema, load_mapping(files, arguments.mapping, schema),
                 {arguments.sheet, arguments.encoding});
  Foresight found =
      value_of_scenario(foresee_ranked(ranking, area, lists, loaded.policies,
                                       options_to_foresee(progress, arguments.threads)),
                        path);
  progress.done();
  note_stopped(found);
  return found;
}

/// What the board tells beside the list where it is asked to.
struct BoardExtras {
  std::optional<BoardCertainty> certainty;
  std::optional<Foresight> foresight;
};

/// The list in the form that is asked for.
std::string text_of(const RankedList& list,
                    const Summary& summary,
                    const BoardExtras& extras,
                    const RankArguments& arguments) {
  const Ranking& ranking = list.ranking;
  if (arguments.format == "changes") return render_json_lines(*list.since());
  if (arguments.format == "html") {
    BoardOptions board;
    board.since = list.since();
    if (extras.certainty) board.certainty = &*extras.certainty;
    if (extras.foresight) board.foresight = &*extras.foresight;
    if (arguments.print == "brief") board.extent = BoardExtent::brief;
    if (arguments.top != SIZE_MAX) board.top = arguments.top;
    return render_html(ranking, summary, board);
  }
  ReportOptions options;
  options.top = arguments.top;
  options.ahead = Days{arguments.ahead};
  options.since = list.since();
  options.colour = arguments.output.empty() && stdout_shows_colours();
  options.explained = arguments.explained;
  if (arguments.format == "csv") return render_csv(ranking, options);
  if (arguments.format == "json") return render_json(ranking, summary, options);
  if (arguments.format == "xlsx") return value_of(render_xlsx(ranking, options));
  return render_table(ranking, options);
}

}  // namespace

int rank_cases(const RankArguments& arguments) {
  return run([&](Files& files) {
    refuse_contradictions(arguments);
    RankedList whole = load_and_rank_since(files, arguments);
    Progress progress;
    if (arguments.sure_first != 0) progress.step("Varying the policy");
    const BoardExtras extras{certainty_of(whole.ranking, arguments),
                             foresight_of(files, whole.ranking, arguments)};
    const RankedList list = shown_part(std::move(whole), arguments);
    progress.step("Summing up");
    const Summary summary = summarise(list.ranking, {Days{arguments.ahead}});
    progress.step("Writing");
    const std::string text = text_of(list, summary, extras, arguments);
    progress.done();
    write_form(files, arguments.output, text, arguments.format);
    say((arguments.output.empty() ? "\n" : "") + render_text(summary, list.ranking, list.since()));
    return status_of(list.ranking);
  });
}

}  // namespace waitlist::cli
