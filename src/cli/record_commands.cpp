#include "cli/asked_day.h"
#include "cli/asked_list.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/input_files.h"
#include "cli/progress.h"
#include "cli/ranked_list.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace waitlist::cli {
namespace {

/// The files of a policy as they are, for the log.
PolicyTexts load_policy_texts(Files& files, const std::string& path, const std::string& facts) {
  PolicyTexts texts;
  texts.policy = value_of(files.read(path));
  const std::string name = facts.empty() ? value_of(schema_named_by(texts.policy, path)) : facts;
  if (!name.empty()) {
    texts.facts = value_of(files.read(facts.empty() ? beside(path, name) : facts));
  }
  const std::string calendar = value_of(calendar_named_by(texts.policy, path));
  if (!calendar.empty()) texts.calendar = value_of(files.read(beside(path, calendar)));
  return texts;
}

/// A log is begun where its name is given, and only there: a slip in a path begins none. One that
/// was begun and has nothing in it is taken for new.
RecordWriter open_or_begin(Files& files, const RecordAddArguments& arguments) {
  const bool there = is_there(arguments.log + "/checkpoint");
  if (there || arguments.origin.empty()) {
    auto writer = RecordWriter::open(arguments.log);
    if (!writer && !there) {
      throw Rejected{std::move(writer.error()),
                     "--origin NAME begins a log in a folder without one.\n"};
    }
    RecordWriter opened = value_of(std::move(writer));
    const LogHead& head = opened.head();
    if (arguments.origin.empty() || (head.origin == arguments.origin && head.tree.size == 0)) {
      return opened;
    }
    throw Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, "--origin", arguments.origin,
                     "there is a log already, " + head.origin +
                         "; leave the option out to add to it, or name another folder"}}};
  }
  RecordWriter begun = value_of(RecordWriter::create(arguments.log, arguments.origin));
  files.note_written(true);
  return begun;
}

/// Whether an error came up while a log was being written; any other comes before that.
bool may_have_written(const Errors& errors) {
  return std::ranges::any_of(
      errors, [](const Error& error) { return error.code == ErrorCode::file_unwritable; });
}

std::vector<ListDecision> load_decisions(Files& files, const std::string& path) {
  if (path.empty()) return {};
  return value_of(read_decisions_csv(value_of(files.read(path)), path));
}

/// Faults of decisions name their file.
[[noreturn]] void refuse_decisions(Errors errors, const std::string& path) {
  for (Error& error : errors) {
    if (error.source == "decisions") error.source = path;
  }
  throw Rejected{std::move(errors)};
}

RecordedList add_to(Files& files,
                    RecordWriter& writer,
                    const Ranking& ranking,
                    const PolicyTexts& texts,
                    const std::vector<ListDecision>& decisions,
                    const std::string& decisions_path) {
  auto added = writer.add(ranking, texts, decisions);
  files.note_written(added || may_have_written(added.error()));
  if (added) return *std::move(added);
  refuse_decisions(std::move(added.error()), decisions_path);
}

std::string head_in_words(const LogHead& head) {
  return "Origin:  " + head.origin + "\nEntries: " + std::to_string(head.tree.size) +
         "\nRoot:    " + head.tree.root.hex() + "\n";
}

/// Before anything is recorded: afterwards it would be too late to name another file.
void check_targets(const Files& files, const RecordAddArguments& arguments) {
  Errors errors;
  for (const std::string& path : {arguments.output, arguments.report, arguments.proof}) {
    std::ranges::move(files.check_target(path), std::back_inserter(errors));
  }
  if (!arguments.report.empty() && arguments.report != "-" && arguments.report == arguments.proof) {
    errors.push_back({ErrorCode::inconsistent, "command line", 0, 0, "--proof", arguments.proof,
                      "the report is written there, too; name another file"});
  }
  if (!errors.empty()) throw Rejected{std::move(errors)};
}

void write_report(Files& files,
                  const std::string& path,
                  const Ranking& ranking,
                  const LogHead& head) {
  if (path.empty()) return;
  const BoardRecord record{head.origin, head.tree.size, head.tree.root.hex()};
  BoardOptions options;
  options.record = &record;
  write(files, path, render_html(ranking, summarise(ranking), options));
}

/// Lists of a day, or the one that is named: `2009-10-05`, `2009-10-05/2`.
std::vector<std::uint64_t> lists_named(const RecordLog& log,
                                       const char* option,
                                       const std::string& name) {
  const std::string day_text = name.substr(0, name.find('/'));
  const auto day = Day::parse(day_text);
  if (!day) {
    throw Rejected{{{ErrorCode::not_a_date, "command line", 0, 0, option, clipped(name),
                     "write a day as YYYY-MM-DD, or one list of it: 2009-10-05/1"}}};
  }
  std::vector<std::uint64_t> found;
  for (const std::uint64_t list : log.lists(*day)) {
    const std::string& list_id = std::get<ListEntry>(log.entry(list)).list_id;
    if (name == day_text || name == list_id) found.push_back(list);
  }
  if (found.empty()) throw unknown_id(option, name, "the log has no such list");
  return found;
}

/// The one list of that name.
std::uint64_t list_named(const RecordLog& log, const char* option, const std::string& name) {
  const auto lists = lists_named(log, option, name);
  if (lists.size() > 1) {
    throw unknown_id(option, name,
                     "there are several of this day; name one, such as " + name + "/1");
  }
  return lists.front();
}

/// What came out otherwise, as faults: a program that runs this must not take it for done.
void refuse_changes(const Replay& replay, const std::string& log) {
  if (replay.same()) return;
  Errors errors;
  errors.reserve(replay.changes.size());
  for (const ReplayChange& change : replay.changes) {
    errors.push_back({ErrorCode::inconsistent, log, 0, 0, change.part, clipped(change.today),
                      "row " + std::to_string(change.first) + " of list " + replay.list.list_id +
                          " was recorded with \"" + clipped(change.recorded) +
                          "\"; this rule of the program changed, or an order that goes by it"});
  }
  throw Rejected{std::move(errors)};
}

}  // namespace

int record_list(const RecordAddArguments& arguments) {
  return run([&](Files& files) {
    files.keep_out_of(arguments.log);
    Progress progress;
    const Day as_of = day_of(arguments.as_of);
    progress.step("Reading the policy");
    const CompiledPolicy policy = load_policy(files, arguments.policy, arguments.facts);
    const PolicyTexts texts = load_policy_texts(files, arguments.policy, arguments.facts);
    const std::vector<ListDecision> decisions = load_decisions(files, arguments.decisions);
    progress.step("Reading the cases");
    const AskedList asked{files, arguments, as_of};
    const CaseList list = asked.read(policy);
    progress.step("Ranking");
    const Ranking ranking = asked.rank(list, policy, {arguments.threads});
    progress.step("Recording");
    check_targets(files, arguments);
    RecordWriter writer = open_or_begin(files, arguments);
    const RecordedList added =
        add_to(files, writer, ranking, texts, decisions, arguments.decisions);
    progress.done();
    write_report(files, arguments.report, ranking, added.head);
    if (!arguments.proof.empty()) write(files, arguments.proof, to_text(added.proof));
    write_shown(files, arguments.output,
                "Recorded list " + added.list_id + " as entry " + std::to_string(added.list) +
                    ".\n" + head_in_words(added.head));
    return status_of(ranking);
  });
}

int verify_record(const RecordArguments& arguments) {
  return run([&](Files& files) {
    KnownLog known{arguments.origin, {}};
    for (const std::string& head : arguments.heads) {
      known.kept.push_back(value_of(read_tree_head(head, "--head")));
    }
    const RecordCheck check = value_of(check_record(arguments.log, known));
    if (arguments.list.empty()) {
      write_shown(files, "", render_text(check));
      return;
    }
    const RecordLog log = value_of(RecordLog::read(arguments.log));
    write(files, "", to_text(log.proof_of(list_named(log, "--list", arguments.list))));
    say(render_text(check));
  });
}

int replay_record(const RecordArguments& arguments) {
  return run([&](Files& files) {
    files.keep_out_of(arguments.log);
    const RecordLog log = value_of(RecordLog::read(arguments.log));
    const auto lists = lists_named(log, "DAY", arguments.day);
    if (lists.size() > 1 && !arguments.output.empty()) {
      throw unknown_id(
          "--output", arguments.output,
          "there are several lists of this day; name one, such as " + arguments.day + "/1");
    }
    for (const std::uint64_t list : lists) {
      const Replay again = value_of(replay(log, list));
      if (!arguments.output.empty()) {
        write(files, arguments.output, render_csv(*again.ranking));
      }
      write_shown(files, "", render_text(again));
      refuse_changes(again, arguments.log);
    }
  });
}

int decide_later(const RecordArguments& arguments) {
  return run([&](Files& files) {
    const Day on = day_of(arguments.on);
    const std::vector<ListDecision> decisions = load_decisions(files, arguments.decisions);
    // Opening for writing changes files: a slip in a name or a day is refused before that.
    const RecordLog log = value_of(RecordLog::read(arguments.log));
    const std::uint64_t list = list_named(log, "LIST", arguments.day);
    const auto& entry = std::get<ListEntry>(log.entry(list));
    if (on < entry.as_of) {
      throw Rejected{{{ErrorCode::inconsistent, "command line", 0, 0, "--on", on.text(),
                       "is before the day of list " + entry.list_id +
                           "; give the day on which the decisions were made"}}};
    }
    RecordWriter writer = value_of(RecordWriter::open(arguments.log));
    auto done = writer.decide(list, on, decisions);
    files.note_written(done || may_have_written(done.error()));
    if (!done) refuse_decisions(std::move(done.error()), arguments.decisions);
    write_shown(files, "",
                "Decisions added about list " + entry.list_id + ": " +
                    std::to_string(decisions.size()) + ".\n" + head_in_words(*done));
  });
}

int tell_case(const RecordArguments& arguments) {
  return run([&](Files& files) {
    const RecordLog log = value_of(RecordLog::read(arguments.log));
    write_shown(files, "", value_of(case_story(log, arguments.case_id)));
  });
}

int erase_case(const RecordArguments& arguments) {
  return run([&](Files& files) {
    const Day on = day_of(arguments.on);
    RecordWriter writer = value_of(RecordWriter::open(arguments.log));
    auto done = writer.erase({arguments.case_id, arguments.ground, arguments.by, on});
    files.note_written(done || may_have_written(done.error()));
    const Erasure erased = value_of(std::move(done));
    write_shown(files, "",
                "Rows erased: " + std::to_string(erased.rows) +
                    ", on lists: " + std::to_string(erased.lists) +
                    ". Reasons of decisions erased: " + std::to_string(erased.reasons) +
                    ".\nCopies elsewhere are not erased by this: exports, "
                    "reports and backups.\n" +
                    head_in_words(erased.head));
  });
}

int show_overrides(const RecordArguments& arguments) {
  return run([&](Files& files) {
    const RecordLog log = value_of(RecordLog::read(arguments.log));
    write_shown(files, "", render_text(count_overrides(log)));
  });
}

}  // namespace waitlist::cli
