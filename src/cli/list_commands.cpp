#include "cli/asked_day.h"
#include "cli/commands.h"
#include "cli/input_files.h"
#include "cli/list_input.h"
#include "cli/progress.h"
#include "cli/run.h"

#include <string>
#include <vector>

namespace waitlist::cli {

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
