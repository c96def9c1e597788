#include "io/mapping/mapped_column_reader.h"

#include "base/fault_list.h"
#include "io/blank_text.h"
#include "io/case_draft.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace waitlist {
namespace {

constexpr std::string_view kEveryFact = "*";

CellForm form_of(CaseField field) {
  switch (field) {
    case CaseField::status: return CellForm::status;
    case CaseField::listed_on:
    case CaseField::filing_date:
    case CaseField::hold_until:
    case CaseField::hold_from:
    case CaseField::duty_from:
    case CaseField::reviewed_on:
    case CaseField::decision_made_on:
    case CaseField::decision_expires_on: return CellForm::day;
    case CaseField::child_dobs: return CellForm::children;
    case CaseField::linked_to:
    case CaseField::child_refs: return CellForm::ids;
    case CaseField::case_id:
    case CaseField::area:
    case CaseField::team:
    case CaseField::hold_reason:
    case CaseField::pauses:
    case CaseField::relisted_reason:
    case CaseField::decision:
    case CaseField::decision_reason:
    case CaseField::decision_by:
    case CaseField::decision_agreed_by: break;
  }
  return CellForm::text;
}

CellForm form_of(FactKind kind) {
  switch (kind) {
    case FactKind::choice: return CellForm::choice;
    case FactKind::count: return CellForm::number;
    case FactKind::checklist: return CellForm::checklist;
    case FactKind::date: break;
  }
  return CellForm::day;
}

CellForm form_of(const FactSchema& schema, const CsvColumn& column) {
  if (const auto* field = std::get_if<CaseField>(&column)) return form_of(*field);
  if (const auto* fact = std::get_if<FactIndex>(&column)) return form_of(schema.fact(*fact).kind);
  if (const auto* record = std::get_if<RecordColumn>(&column)) {
    return record->part == RecordPart::received_on ? CellForm::day : CellForm::text;
  }
  return CellForm::text;
}

std::vector<std::string> our_names(const FactSchema& schema) {
  std::vector<std::string> names;
  names.reserve(case_columns().size() + schema.facts().size());
  for (const std::string_view name : case_columns()) names.emplace_back(name);
  for (const FactDefinition& fact : schema.facts()) names.push_back(fact.id);
  return names;
}

/// Whether a cell of a case file may say this; fills `fault` where not.
bool is_accepted(const FactSchema& schema,
                 const CsvColumn& column,
                 std::string_view text,
                 CellFault& fault) {
  CaseDraft draft{schema};
  if (const auto* field = std::get_if<CaseField>(&column)) return draft.read(*field, text, fault);
  if (const auto* fact = std::get_if<FactIndex>(&column)) {
    return draft.read_fact(*fact, text, fault);
  }
  const auto* record = std::get_if<RecordColumn>(&column);
  return record == nullptr || draft.read_record(record->fact, record->part, text, fault);
}

bool is(const CsvColumn& column, CaseField field) {
  const auto* found = std::get_if<CaseField>(&column);
  return found != nullptr && *found == field;
}

/// Columns that several of the export may be joined into.
bool joins(const MappedColumn& column) {
  return column.form == CellForm::children || column.form == CellForm::ids ||
         column.form == CellForm::checklist;
}

class ColumnsReader {
 public:
  ColumnsReader(TomlTable& root, MappingRules& rules) : root_{root}, rules_{rules} {}

  void read() {
    read_columns();
    read_constants();
    read_words();
    read_days();
    check_lists();
    for (MappedColumn& column : rules_.columns) column.converts = converts(column);
  }

 private:
  void unknown_column(TomlTable& table, const std::string& name) const {
    table.fault(ErrorCode::unknown_name, name, name,
                "no column of case files has this name: neither a fixed one nor a fact of the "
                "schema, nor one with @received_on or @source" +
                    did_you_mean(name, our_names(rules_.schema)));
  }

  void read_columns() {
    auto table = root_.table("columns", Need::required);
    if (!table) return;
    for (const std::string& name : table->keys_in_order()) read_column(*table, name);
    for (const char* required : {"case_id", "listed_on"}) {
      if (table->has(required)) continue;
      table->faults().add(ErrorCode::missing_name, table->place(), table->field(required), "",
                          "every case needs this: name the column of the export that has it");
    }
    const MappedColumn* children = rules_.find("child_dobs");
    const MappedColumn* refs = rules_.find("child_refs");
    if (refs != nullptr && (children == nullptr || children->from.size() != refs->from.size())) {
      table->fault(ErrorCode::inconsistent, "child_refs", "",
                   "references stand beside the children of child_dobs: as many columns, in the "
                   "same order");
    }
    if (rules_.row_is_child && children == nullptr) {
      table->faults().add(ErrorCode::missing_name, table->place(), table->field("child_dobs"), "",
                          "each row is a child, so the mapping says which column has its date of "
                          "birth");
    }
  }

  void read_column(TomlTable& table, const std::string& name) {
    MappedColumn column;
    column.name = name;
    column.column = column_named(rules_.schema, name);
    column.from = their_columns(table, name, Need::required);
    if (std::holds_alternative<std::monostate>(column.column)) {
      unknown_column(table, name);
      return;
    }
    column.form = form_of(rules_.schema, column.column);
    if (column.from.size() > 1 && !joins(column)) {
      table.fault(ErrorCode::inconsistent, name, "",
                  "only lists come from several columns: child_dobs, child_refs, linked_to and "
                  "checklists");
    }
    const bool of_child =
        is(column.column, CaseField::child_dobs) || is(column.column, CaseField::child_refs);
    if (rules_.row_is_child && of_child && column.from.size() > 1) {
      table.fault(ErrorCode::inconsistent, name, "", "each row is one child: name one column");
    }
    for (const TheirColumn& theirs : column.from) check_used_once(table, theirs);
    rules_.columns.push_back(std::move(column));
  }

  void check_used_once(TomlTable& table, const TheirColumn& theirs) {
    for (const MappedColumn& before : rules_.columns) {
      for (const TheirColumn& used : before.from) {
        if (used.name != theirs.name || used.place != theirs.place) continue;
        table.fault(ErrorCode::duplicate_name, theirs.key, theirs.name,
                    "this column of the export is " + before.name + " already");
      }
    }
  }

  void read_constants() {
    auto table = root_.table("constants");
    if (!table) return;
    for (const std::string& name : table->keys_in_order()) {
      const std::string text = table->text(name, Need::required);
      const CsvColumn column = column_named(rules_.schema, name);
      if (std::holds_alternative<std::monostate>(column)) {
        unknown_column(*table, name);
      } else if (rules_.find(name) != nullptr) {
        table->fault(ErrorCode::duplicate_name, name, text,
                     "[columns] says already where this column comes from");
      } else if (!text.empty()) {
        read_constant(*table, name, column, text);
      }
    }
  }

  void read_constant(TomlTable& table,
                     const std::string& name,
                     const CsvColumn& column,
                     const std::string& text) {
    CellFault fault;
    if (!is_accepted(rules_.schema, column, text, fault)) {
      table.fault(fault.code, name, text, fault.reason);
    } else if (text.find_first_of("\r\n") != std::string::npos) {
      table.fault(ErrorCode::out_of_range, name, text, "write one line");
    } else if (std::holds_alternative<FactIndex>(column) && text == "no") {
      table.fault(ErrorCode::inconsistent, name, text,
                  "nobody has checked this for every case that will ever be listed; leave it out: "
                  "it is then not asked");
    } else {
      rules_.constants.push_back({name, text});
    }
  }

  void read_words() {
    auto table = root_.table("words");
    if (!table) return;
    for (const std::string& name : table->keys_in_order()) {
      auto words = table->table(name);
      if (!words || name == kEveryFact) continue;
      const auto column = std::ranges::find(rules_.columns, name, &MappedColumn::name);
      if (column == rules_.columns.end()) {
        table->fault(ErrorCode::unknown_reference, name, name,
                     "[columns] has no column of ours of this name");
        continue;
      }
      if (is(column->column, CaseField::case_id)) {
        table->fault(ErrorCode::inconsistent, name, "", "an id is read as it stands");
        continue;
      }
      read_words_of(*column, *words);
    }
    // Behind those of columns, which come first.
    if (auto words = table->table(kEveryFact)) read_words_of_facts(*words);
  }

  void read_words_of(MappedColumn& column, TomlTable& words) {
    for (const std::string& word : words.keys_in_order()) {
      const std::string ours = words.text(word);
      CellFault fault;
      if (!words.is_text(word)) continue;
      if (!fits(column, word, ours, fault)) {
        words.fault(fault.code, word, ours, fault.reason);
      } else if (!column.words.add(word, ours)) {
        words.fault(ErrorCode::duplicate_name, word, ours,
                    "this word stands here twice; upper and lower case do not count");
      }
    }
  }

  void read_words_of_facts(TomlTable& words) {
    MappedWords seen;
    for (const std::string& word : words.keys_in_order()) {
      const std::string ours = words.text(word);
      if (!words.is_text(word)) continue;
      if (!seen.add(word, ours)) {
        words.fault(ErrorCode::duplicate_name, word, ours,
                    "this word stands here twice; upper and lower case do not count");
        continue;
      }
      CellFault fault{ErrorCode::unknown_reference, ours, "[columns] has no fact"};
      bool fits_one = false;
      for (MappedColumn& column : rules_.columns) {
        const bool is_fact = std::holds_alternative<FactIndex>(column.column);
        if (!is_fact || !fits(column, word, ours, fault)) continue;
        fits_one = true;
        static_cast<void>(column.words.add(word, ours));  // a word of the column itself counts
      }
      if (!fits_one) {
        words.fault(fault.code, word, ours, "fits no fact that is mapped: " + fault.reason);
      }
    }
  }

  /// Whether a word may become this.
  bool fits(const MappedColumn& column,
            const std::string& word,
            const std::string& ours,
            CellFault& fault) const {
    const bool is_fact = std::holds_alternative<FactIndex>(column.column);
    if (ours.empty()) {
      const bool may_be_empty =
          column.form != CellForm::status && !is_fact && !is(column.column, CaseField::listed_on);
      if (!may_be_empty) {
        fault = {ErrorCode::missing_value, "", "write what it means; nothing is no meaning here"};
      }
      return may_be_empty;
    }
    if (ours.find_first_of("\r\n") != std::string::npos) {
      fault = {ErrorCode::out_of_range, ours, "write one line"};
      return false;
    }
    if (!is_accepted(rules_.schema, column.column, ours, fault)) return false;
    if (!word_key(word).empty()) return true;
    const bool open = is_fact
                          ? ours == "unknown" || ours == "not_asked"
                          : column.form == CellForm::status || is(column.column, CaseField::team) ||
                                is(column.column, CaseField::area);
    if (!open) {
      fault = {ErrorCode::inconsistent, ours,
               is_fact ? "an empty cell says that nobody has asked; it can become `unknown` and "
                         "nothing else"
                       : "an empty cell of this column stays empty"};
    }
    return open;
  }

  void read_days() {
    auto general = root_.table("dates");
    if (general) {
      const DayRules rules = read_day_rules(*general, {});
      for (MappedColumn& column : rules_.columns) give_days(column, rules);
      general->finish();
    }
    auto table = root_.table("dates_of");
    if (!table) return;
    for (const std::string& name : table->keys_in_order()) {
      auto row = table->table(name);
      if (!row) continue;
      const auto column = std::ranges::find(rules_.columns, name, &MappedColumn::name);
      const bool has_days = column != rules_.columns.end() && holds_days(*column);
      const DayRules rules = read_day_rules(*row, has_days ? column->days : DayRules{});
      row->finish();
      if (has_days) {
        give_days(*column, rules);
      } else {
        table->fault(ErrorCode::unknown_reference, name, name,
                     "[columns] has no column of days of this name");
      }
    }
  }

  static bool holds_days(const MappedColumn& column) {
    return column.form == CellForm::day || column.form == CellForm::children;
  }

  static void give_days(MappedColumn& column, const DayRules& rules) {
    if (!holds_days(column)) return;
    column.days = rules;
    column.has_days = true;
  }

  static DayRules read_day_rules(TomlTable& table, DayRules rules) {
    rules.order = table.word("order", rules.order);
    if (const auto from = table.whole_within("two_digit_years_from", 1900, 2100)) {
      rules.two_digit_years_from = static_cast<int>(*from);
    }
    if (const std::string times = table.text("times"); times == "drop") {
      rules.drop_times = true;
    } else if (table.is_text("times")) {
      table.unknown_word("times", times, {"drop"});
    }
    const auto serials = table.whole("excel_serials");
    if (serials && *serials != 1900 && *serials != 1904) {
      table.fault(ErrorCode::out_of_range, "excel_serials", std::to_string(*serials),
                  "1900, or 1904 for workbooks that count from that year");
    } else if (serials) {
      rules.excel_serials = static_cast<int>(*serials);
    }
    return rules;
  }

  void check_lists() {
    const MappedColumn* children = rules_.find("child_dobs");
    if (rules_.list_separator != '/' || children == nullptr || !children->has_days) return;
    root_.faults().add(ErrorCode::inconsistent, root_.place_of("lists"), "lists.separator", "/",
                       "this sign stands in dates too; child_dobs could not be read");
  }

  /// Whether cells of this column have to be looked at.
  [[nodiscard]] bool converts(const MappedColumn& column) const {
    if (column.from.size() > 1 || !column.words.empty()) return true;
    const bool splits = rules_.list_separator != ';';
    switch (column.form) {
      case CellForm::text:
      case CellForm::status:
      case CellForm::choice: break;
      case CellForm::ids:
      case CellForm::checklist: return splits;
      case CellForm::day: return column.has_days;
      case CellForm::children: return splits || column.has_days;
      case CellForm::number: return rules_.decimal_comma;
    }
    return false;
  }

  TomlTable& root_;
  MappingRules& rules_;
};

}  // namespace

std::vector<TheirColumn> their_columns(TomlTable& table, std::string_view key, Need need) {
  std::vector<TheirColumn> columns;
  const auto items = table.texts_or_wholes(key);
  for (const auto& item : items) {
    TheirColumn column{"", 0, table.place_of(key), table.field(key)};
    if (const auto* name = std::get_if<std::string>(&item)) {
      column.name = without_blanks(*name);
      if (column.name.empty()) {
        table.fault(ErrorCode::missing_value, key, "",
                    "name a column of the export, or write its place: 4");
        continue;
      }
    } else {
      const std::int64_t place = std::get<std::int64_t>(item);
      if (place < 1 || place > static_cast<std::int64_t>(limits::kColumnsMax)) {
        table.fault(
            ErrorCode::out_of_range, key, std::to_string(place),
            "a column's place is a whole number from 1 to " + std::to_string(limits::kColumnsMax));
        continue;
      }
      column.place = static_cast<std::size_t>(place);
    }
    const bool again = std::ranges::any_of(columns, [&column](const TheirColumn& before) {
      return before.name == column.name && before.place == column.place;
    });
    if (again) {
      table.fault(ErrorCode::duplicate_name, key, column.name, "this column is named here twice");
    }
    columns.push_back(std::move(column));
  }
  if (items.empty() && need == Need::required) {
    table.fault(ErrorCode::missing_value, key, "", "name a column of the export");
  }
  return columns;
}

void read_columns(TomlTable& root, MappingRules& rules) { ColumnsReader{root, rules}.read(); }

}  // namespace waitlist
