#include <waitlist/io/policy_reader.h>

#include "base/fault_list.h"
#include "cases/number_words.h"
#include "io/schema_rows.h"
#include "io/toml_document.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>
#include <utility>

namespace waitlist {
namespace {

/// The kind of fact that is short for a choice of one level.
constexpr std::string_view kYesNo = "yes_no";

/// Reports what a fact of this kind does not have, also where it is empty.
void refuse_of_other_kinds(TomlTable& row, FactKind kind) {
  const std::string word = row.text("kind");
  if (!enumerator_of<FactKind>(word) && word != kYesNo) return;
  const bool has_levels = kind == FactKind::choice || kind == FactKind::checklist;
  if (!has_levels) row.refuse("levels", "only a choice or checklist has levels");
  if (kind == FactKind::count) return;
  row.refuse("maximum", "only a count has a maximum");
}

void read_numbers(TomlTable& row, FactDefinition& fact) {
  const auto decimals = row.whole_within("decimals", 0, Decimal::kDecimalsMax);
  fact.decimals = static_cast<int>(decimals.value_or(0));
  const auto maximum = row.decimal("maximum");
  if (!maximum) return;
  const auto units = number_of(fact, *maximum);
  fact.count_max = units.value_or(0);
  if (!units) {
    row.fault(ErrorCode::not_exact, "maximum", maximum->text(), more_decimals(fact));
  }
}

/// What a fact of kind yes_no is: a choice of one level.
std::vector<FactLevel> yes_level() { return {{"yes", "Yes"}}; }

/// The kind of a fact; yes_no, which is short for a choice, gives it its level.
void read_kind(TomlTable& row, FactDefinition& fact) {
  const std::string word = row.text("kind", Need::required);
  const auto kind = enumerator_of<FactKind>(word);
  if (kind) {
    fact.kind = *kind;
  } else if (word == kYesNo) {
    fact.levels = yes_level();
    row.refuse("levels", "a fact of kind yes_no has the one level `yes`");
  } else if (!word.empty()) {
    std::vector<std::string> known = enumerator_words<FactKind>();
    known.emplace_back(kYesNo);
    row.unknown_word("kind", word, known);
  }
}

FactDefinition read_fact(TomlTable row) {
  FactDefinition fact;
  fact.id = row.line("id", Need::required);
  fact.label = row.line("label", Need::required);
  read_kind(row, fact);
  for (TomlTable level : row.tables("levels")) {
    fact.levels.push_back({level.line("id", Need::required), level.line("label", Need::required)});
    level.finish();
  }
  read_numbers(row, fact);
  refuse_of_other_kinds(row, fact.kind);
  fact.theme = row.text("theme");
  fact.source = row.text("source");
  fact.monitoring_only = row.flag("monitoring_only", false);
  fact.no_is_answer = row.flag("no", true);
  fact.disclose = row.flag("disclose", false);
  row.finish();
  return fact;
}

/// `id = "Label"` lines: facts of kind yes_no.
void read_yes_no(TomlTable& root, SchemaRows& rows) {
  auto table = root.table("yes_no");
  if (!table) return;
  for (const std::string& id : table->keys_in_order()) {
    FactDefinition fact;
    fact.id = id;
    fact.label = table->text(id, Need::required);
    fact.levels = yes_level();
    rows.fact_places.push_back(table->place_of(id));
    rows.facts.push_back(std::move(fact));
  }
}

FactTheme read_theme(TomlTable& row) {
  FactTheme theme{row.line("id", Need::required), row.line("label", Need::required),
                  row.text("includes"), row.text("finding", Need::required)};
  row.finish();
  return theme;
}

AnswerTest read_test(TomlTable& row) {
  AnswerTest test{row.text("fact", Need::required), AnswerIs{AnswerState::given}};
  const std::vector<std::string> known{"answer", "at_least", "any_of"};
  if (row.has("answer")) {
    // Nothing is proposed for another word: "none" would be taken for "no".
    const std::string word = row.text("answer");
    const auto state = enumerator_of<AnswerState>(word);
    test.test = AnswerIs{state.value_or(AnswerState::given)};
    if (!state) {
      row.fault(ErrorCode::unknown_word, "answer", word,
                "expected `not_asked`, `unknown`, `pending`, `no` or `given`");
    }
  } else if (row.has("any_of")) {
    test.test = AnswerAnyOf{row.texts("any_of")};
  } else if (row.is_text("at_least")) {
    test.test = AnswerAtLeast{row.text("at_least")};
  } else if (row.has("at_least")) {
    test.test = AnswerAtLeast{row.decimal("at_least").value_or(0)};
  } else if (!row.refuse_others("no test is called that; a test has " + one_of(known), known)) {
    row.fault(ErrorCode::missing_name, "fact", test.fact, "say " + one_of(known) + " of it");
  }
  row.finish();
  return test;
}

std::vector<AnswerTest> read_tests(TomlTable& row, const char* key) {
  std::vector<AnswerTest> tests;
  if (row.is_empty_list(key)) {
    row.fault(ErrorCode::missing_value, key, "[]", "name a test, or leave the list out");
  }
  for (TomlTable& test : row.tables(key)) tests.push_back(read_test(test));
  return tests;
}

Contradiction read_contradiction(TomlTable& row) {
  Contradiction contradiction;
  contradiction.id = row.line("id", Need::required);
  contradiction.all = read_tests(row, "all");
  contradiction.any = read_tests(row, "any");
  contradiction.sentence = row.text("sentence", Need::required);
  row.finish();
  return contradiction;
}

/// The place of the row that a field is in, as `fact[12].id`; nullopt: it is in none.
std::optional<TextPlace> place_of_row(std::string_view field, const SchemaRows& rows) {
  for (const auto& [prefix, places] : {std::pair{std::string_view{"fact["}, &rows.fact_places},
                                       {"theme[", &rows.theme_places},
                                       {"contradiction[", &rows.contradiction_places}}) {
    if (!field.starts_with(prefix)) continue;
    std::size_t number = 0;
    std::from_chars(field.data() + prefix.size(), field.data() + field.size(), number);
    if (number >= 1 && number <= places->size()) return (*places)[number - 1];
  }
  return std::nullopt;
}

/// What a fact has to have, and what can be asked of it, is known once its kind is.
bool needs_kind(const Error& error, const Error& earlier) {
  constexpr std::string_view kKind = ".kind";
  if (!earlier.field.ends_with(kKind)) return false;
  if (error.field.starts_with("contradiction[")) return true;
  const std::string fact = earlier.field.substr(0, earlier.field.size() - kKind.size());
  return error.field == fact + ".levels" || error.field == fact + ".maximum" ||
         error.field == fact + ".decimals";
}

/// Gives the schema's own faults the place of their row, and leaves out those already noted and
/// those that follow from them.
void add_schema_faults(Errors& all, Errors found, const SchemaRows& rows) {
  const std::size_t noted = all.size();
  for (Error& error : found) {
    const bool known =
        std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(noted),
                    [&error](const Error& earlier) {
                      return earlier.field == error.field || needs_kind(error, earlier);
                    });
    if (known) continue;
    if (const auto place = place_of_row(error.field, rows)) {
      error.line = place->line;
      error.column = place->column;
    }
    all.push_back(std::move(error));
  }
}

}  // namespace

SchemaRows read_schema_rows(TomlTable& root) {
  SchemaRows rows;
  rows.subjects = root.texts("subjects");
  rows.service_from = root.day("service_from");
  for (TomlTable& row : root.tables("theme")) {
    rows.theme_places.push_back(row.place());
    rows.themes.push_back(read_theme(row));
  }
  if (root.is_empty_list("fact")) {
    root.fault(ErrorCode::missing_value, "fact", "[]", "a schema has at least one fact");
  }
  const Need need = root.has("yes_no") ? Need::optional : Need::required;
  for (TomlTable& row : root.tables("fact", need)) {
    rows.fact_places.push_back(row.place());
    rows.facts.push_back(read_fact(row));
  }
  read_yes_no(root, rows);
  for (TomlTable& row : root.tables("contradiction")) {
    rows.contradiction_places.push_back(row.place());
    rows.contradictions.push_back(read_contradiction(row));
  }
  return rows;
}

std::optional<FactSchema> schema_of(SchemaRows rows,
                                    std::string id,
                                    std::string version,
                                    std::string title,
                                    const std::string& source,
                                    Errors& faults) {
  auto schema = FactSchema::make(std::move(id), std::move(version), std::move(title),
                                 std::move(rows.facts), source, std::move(rows.themes),
                                 std::move(rows.contradictions), std::move(rows.subjects));
  if (schema) return schema->with_service_from(rows.service_from);
  add_schema_faults(faults, std::move(schema.error()), rows);
  return std::nullopt;
}

Result<FactSchema> read_fact_schema(std::string_view toml, const std::string& source) {
  TomlFaults faults{source};
  const auto document = parse_toml(toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  root.require_format();
  std::string id = root.line("id", Need::required);
  std::string version = root.text("version", Need::required);
  std::string title = root.line("title", Need::required);
  SchemaRows rows = read_schema_rows(root);
  root.finish();
  Errors all = faults.take();
  auto schema =
      schema_of(std::move(rows), std::move(id), std::move(version), std::move(title), source, all);
  if (all.empty() && schema) return *std::move(schema);
  return failed(in_text_order(std::move(all)));
}

}  // namespace waitlist
