#include <waitlist/io/case_mapping.h>

#include "base/fault_list.h"
#include "io/mapping/mapped_column_reader.h"
#include "io/mapping/mapping_rules.h"
#include "io/toml_document.h"

#include <algorithm>
#include <array>
#include <utility>

namespace waitlist {
namespace {

enum class RowKind : std::uint8_t { one_case, child };

std::string_view to_text(RowKind kind) noexcept {
  switch (kind) {
    case RowKind::one_case: return "case";
    case RowKind::child: return "child";
  }
  return "";
}

struct NamedSign {
  std::string_view name;
  char sign;
};

constexpr std::array<NamedSign, 4> kSeparators{{{",", ','}, {";", ';'}, {"tab", '\t'}, {"|", '|'}}};
constexpr std::array<NamedSign, 6> kListSeparators{
    {{",", ','}, {"/", '/'}, {"+", '+'}, {"&", '&'}, {"|", '|'}, {"newline", '\n'}}};

template <std::size_t N>
char sign_of(TomlTable& table, const std::array<NamedSign, N>& signs, char otherwise) {
  const std::string word = table.text("separator");
  if (!table.is_text("separator")) return otherwise;
  std::vector<std::string> known;
  known.reserve(N);
  for (const NamedSign& each : signs) {
    if (each.name == word) return each.sign;
    known.emplace_back(each.name);
  }
  table.unknown_word("separator", word, known);
  return otherwise;
}

void read_file(TomlTable& root, MappingRules& rules) {
  auto file = root.table("file");
  if (!file) return;
  rules.separator = sign_of(*file, kSeparators, '\0');
  constexpr std::int64_t kHeaderLineMax = 1000;
  const auto line = file->whole_within("header_line", 1, kHeaderLineMax);
  rules.header_line = static_cast<std::uint32_t>(line.value_or(0));
  rules.ignored = their_columns(*file, "ignore");
  rules.ignore_others = file->flag("ignore_others", false);
  rules.fill_down = their_columns(*file, "fill_down");
  rules.row_is_child = file->word("rows", RowKind::one_case) == RowKind::child;
  file->finish();
}

void read_skips(TomlTable& root, MappingRules& rules) {
  for (TomlTable& row : root.tables("skip")) {
    SkippedRows skipped;
    auto columns = their_columns(row, "column", Need::required);
    if (columns.size() > 1) {
      row.fault(ErrorCode::wrong_type, "column", "", "name one column of the export");
    }
    const auto words = row.texts("words");
    if (words.empty()) {
      row.fault(ErrorCode::missing_value, "words", "",
                "write the words of the rows that are no cases, in brackets");
    }
    for (const std::string& word : words) {
      if (skipped.words.add(word, "")) continue;
      row.fault(ErrorCode::duplicate_name, "words", word, "this word stands here twice");
    }
    row.finish();
    if (columns.empty()) continue;
    skipped.column = std::move(columns.front());
    rules.skips.push_back(std::move(skipped));
  }
}

void read_signs(TomlTable& root, MappingRules& rules) {
  if (auto numbers = root.table("numbers")) {
    rules.decimal_comma = numbers->flag("decimal_comma", false);
    numbers->finish();
  }
  if (auto lists = root.table("lists")) {
    rules.list_separator = sign_of(*lists, kListSeparators, ';');
    lists->finish();
  }
}

Result<MappingRules> rules_of(std::string_view toml,
                              const FactSchema& schema,
                              const std::string& source) {
  TomlFaults faults{source};
  const auto document = parse_toml(toml, faults);
  if (!document) return failed(first_faults(faults.take()));
  TomlTable root{*document, "", faults};
  root.require_format();
  MappingRules rules{schema};
  rules.source = source;
  rules.title = root.line("title");
  read_file(root, rules);
  read_signs(root, rules);
  read_columns(root, rules);
  read_skips(root, rules);
  root.finish();
  Errors all = faults.take();
  if (all.empty()) return rules;
  return failed(in_text_order(std::move(all)));
}

}  // namespace

CaseMapping::CaseMapping(std::shared_ptr<const MappingRules> rules) noexcept
    : rules_{std::move(rules)} {}

const FactSchema& CaseMapping::schema() const noexcept { return rules_->schema; }

const std::string& CaseMapping::title() const noexcept { return rules_->title; }

Result<CaseMapping> read_case_mapping(std::string_view toml,
                                      const FactSchema& schema,
                                      const std::string& source) {
  auto rules = rules_of(toml, schema, source);
  if (!rules) return failed(std::move(rules.error()));
  return CaseMapping{std::make_shared<const MappingRules>(*std::move(rules))};
}

}  // namespace waitlist
