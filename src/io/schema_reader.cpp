#include <waitlist/io/policy_reader.h>

#include "base/fault_list.h"
#include "io/toml_document.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace waitlist {
namespace {

FactDefinition read_fact(TomlTable row) {
  FactDefinition fact;
  fact.id = row.text("id", Need::required);
  fact.label = row.text("label", Need::required);
  fact.kind = row.word("kind", FactKind::choice, Need::required);
  for (TomlTable level : row.tables("levels")) {
    fact.levels.push_back({level.text("id", Need::required), level.text("label", Need::required)});
    level.finish();
  }
  fact.count_max = row.whole("maximum").value_or(0);
  fact.theme = row.text("theme");
  fact.source = row.text("source");
  fact.monitoring_only = row.flag("monitoring_only", false);
  row.finish();
  return fact;
}

/// The number in `fact[12].id`, or 0.
std::size_t fact_number(std::string_view field) {
  constexpr std::string_view kPrefix = "fact[";
  std::size_t number = 0;
  if (field.starts_with(kPrefix)) {
    std::from_chars(field.data() + kPrefix.size(), field.data() + field.size(), number);
  }
  return number;
}

/// Gives the schema's own faults the place of their fact, and leaves out those already noted.
void add_schema_faults(Errors& all, Errors found, const std::vector<TextPlace>& places) {
  const std::size_t noted = all.size();
  for (Error& error : found) {
    const bool known =
        std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(noted),
                    [&error](const Error& earlier) { return earlier.field == error.field; });
    if (known) continue;
    const std::size_t number = fact_number(error.field);
    if (number >= 1 && number <= places.size()) {
      error.line = places[number - 1].line;
      error.column = places[number - 1].column;
    }
    all.push_back(std::move(error));
  }
}

}  // namespace

Result<FactSchema> read_fact_schema(std::string_view toml, const std::string& source) {
  TomlFaults faults{source};
  const auto document = parse_toml(toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  if (const auto format = root.whole("format", Need::required); format && *format != 1) {
    root.fault(ErrorCode::out_of_range, "format", std::to_string(*format),
               "this version reads format 1");
  }
  std::string id = root.text("id", Need::required);
  std::string version = root.text("version", Need::required);
  std::string title = root.text("title", Need::required);
  std::vector<FactDefinition> facts;
  std::vector<TextPlace> places;
  for (TomlTable& row : root.tables("fact", Need::required)) {
    places.push_back(row.place());
    facts.push_back(read_fact(row));
  }
  root.finish();

  Errors all = faults.take();
  auto schema = FactSchema::make(std::move(id), std::move(version), std::move(title),
                                 std::move(facts), source);
  if (!schema) add_schema_faults(all, std::move(schema.error()), places);
  if (all.empty()) return schema;
  std::ranges::stable_sort(all, {}, [](const Error& error) {
    return std::tuple{error.line, error.column};
  });
  return failed(first_faults(std::move(all)));
}

}  // namespace waitlist
