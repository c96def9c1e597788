#include "cli/commands.h"

#include <waitlist/waitlist.h>

#include "cli/files.h"
#include "cli/progress.h"

#include <algorithm>
#include <cstdio>
#include <exception>

namespace waitlist::cli {
namespace {

/// Ends a command with its faults; main() prints them and turns them into an exit status.
class Rejected : public std::exception {
 public:
  explicit Rejected(Errors errors) : errors_{std::move(errors)} {}
  [[nodiscard]] const Errors& errors() const noexcept { return errors_; }

 private:
  Errors errors_;
};

template <class T>
T value_of(Result<T> result) {
  if (!result) throw Rejected{std::move(result.error())};
  return *std::move(result);
}

void say(const std::string& text) { std::fputs(text.c_str(), stderr); }

int report(const Errors& errors) {
  std::string text;
  int status = 0;
  for (const Error& error : errors) {
    text += to_text(error) + '\n';
    status = std::max(status, static_cast<int>(error.code) / 100);
  }
  text += errors.size() == 1 ? "1 fault; nothing was written.\n"
                             : std::to_string(errors.size()) + " faults; nothing was written.\n";
  say(text);
  return status;
}

template <class Command>
int run(Command command) {
  try {
    command();
    return kDone;
  } catch (const Rejected& rejected) {
    return report(rejected.errors());
  }
}

void write(const std::string& path, const std::string& text) {
  Errors errors = write_file(path, text);
  if (!errors.empty()) throw Rejected{std::move(errors)};
}

Day day_of(const std::string& text) {
  const auto day = Day::parse(text);
  if (day) return *day;
  throw Rejected{{{ErrorCode::not_a_date, "command line", 0, 0, "--as-of", clipped(text),
                   "write a day as YYYY-MM-DD, for example 2009-10-05"}}};
}

CompiledPolicy load_policy(const std::string& path, const std::string& facts) {
  const std::string text = value_of(read_file(path));
  const std::string schema_path =
      facts.empty() ? beside(path, value_of(schema_named_by(text, path))) : facts;
  const FactSchema schema =
      value_of(read_fact_schema(value_of(read_file(schema_path)), schema_path));
  return value_of(read_policy(text, schema, path));
}

bool is_json(const std::string& path) { return path.ends_with(".json"); }

Ranking load_and_rank(const ListArguments& arguments) {
  Progress progress;
  const Day as_of = day_of(arguments.as_of);
  progress.step("Reading the policy");
  const CompiledPolicy policy = load_policy(arguments.policy, arguments.facts);
  progress.step("Reading the cases");
  std::string text = value_of(read_file(arguments.cases));
  const CaseTable cases = value_of(
      is_json(arguments.cases)
          ? read_cases_json(text, policy.schema(), as_of, arguments.cases)
          : read_cases_csv(text, policy.schema(), as_of, arguments.cases, {arguments.threads}));
  text = {};
  progress.step("Ranking");
  return value_of(rank(cases, policy, as_of, {arguments.threads}));
}

}  // namespace

int rank_cases(const RankArguments& arguments) {
  return run([&] {
    const Ranking ranking = load_and_rank(arguments);
    Progress progress;
    progress.step("Summing up");
    const Summary summary = summarise(ranking);
    progress.step("Writing");
    ReportOptions options;
    options.top = arguments.top;
    options.colour = arguments.output.empty() && stdout_shows_colours();
    std::string text = arguments.format == "csv"    ? render_csv(ranking, options)
                       : arguments.format == "json" ? render_json(ranking, summary, options)
                                                    : render_table(ranking, options);
    progress.done();
    write(arguments.output, text);
    say((arguments.output.empty() ? "\n" : "") + render_text(summary, ranking));
  });
}

int explain_case(const ExplainArguments& arguments) {
  return run([&] {
    const Ranking ranking = load_and_rank(arguments);
    const bool json = arguments.format == "json";
    if (!arguments.above.empty()) {
      const Comparison comparison =
          value_of(compare(ranking, arguments.case_id, arguments.above));
      write(arguments.output, json ? render_json(comparison) : render_text(comparison));
      if (comparison.above != arguments.case_id) {
        say("Note: " + arguments.case_id + " does not stand above " + arguments.above +
            "; it is the other way round.\n");
      }
      return;
    }
    const Place& place = *value_of(find_ranked(ranking, arguments.case_id));
    const Explanation explanation =
        explain(ranking.cases(), ranking.policy(), place.row, ranking.as_of());
    write(arguments.output,
          json ? render_json(explanation, ranking) : render_text(explanation, ranking));
  });
}

int check_policy(const PolicyArguments& arguments) {
  return run([&] {
    const CompiledPolicy policy = load_policy(arguments.policy, arguments.facts);
    const auto doubts = review(policy);
    const auto windows = overtaking_windows(policy);
    write("", render_text(doubts, windows, arguments.policy));
  });
}

int show_policy(const PolicyArguments& arguments) {
  return run([&] {
    const CompiledPolicy policy = load_policy(arguments.policy, arguments.facts);
    write(arguments.output,
          arguments.format == "json" ? render_json(policy) : render_text(policy));
  });
}

int generate_cases(const GenerateArguments& arguments) {
  return run([&] {
    Progress progress;
    progress.step("Generating");
    const FactSchema schema = value_of(read_fact_schema(private_law_facts_toml(), "facts"));
    SyntheticListOptions options;
    options.cases = arguments.cases;
    options.seed = arguments.seed;
    options.as_of = day_of(arguments.as_of);
    const std::vector<Case> cases = value_of(synthetic_list(schema, options));
    const auto dialect = arguments.spreadsheet ? CsvDialect::spreadsheet : CsvDialect::plain;
    const std::string text = arguments.format == "json"
                                 ? write_cases_json(cases, schema)
                                 : write_cases_csv(cases, schema, dialect);
    progress.done();
    write(arguments.output, text);
  });
}

}  // namespace waitlist::cli
