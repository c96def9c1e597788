#include <waitlist/cases/answer_text.h>
#include <waitlist/io/case_writer.h>

#include "base/csv_text.h"
#include "base/ordered_json.h"
#include "io/csv_columns.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

namespace waitlist {
namespace {

std::vector<std::string> marker_ids(const FactDefinition& fact, Answer answer) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < fact.levels.size(); ++i) {
    if ((answer.value() >> i & 1U) != 0) ids.push_back(fact.levels[i].id);
  }
  return ids;
}

/// Nothing where nobody has asked.
std::string answer_cell(const FactDefinition& fact, Answer answer) {
  return answer.state() == AnswerState::not_asked ? "" : answer_text(fact, answer);
}

Answer answer_of(const Case& one, std::size_t fact) {
  return fact < one.answers.size() ? one.answers[fact] : Answer::not_asked();
}

std::string text_of(const std::optional<Day>& day) { return day ? day->text() : std::string{}; }

/// Cells of one file, written one after the other.
class CsvWriter {
 public:
  explicit CsvWriter(CsvDialect dialect) : spreadsheet_{dialect == CsvDialect::spreadsheet} {
    if (spreadsheet_) out_ = "\xEF\xBB\xBF";
  }

  void cell(std::string_view text) {
    if (!first_) out_ += ',';
    first_ = false;
    const bool number = text.find_first_not_of("0123456789") == std::string_view::npos;
    if (!spreadsheet_ || number) return append_csv_cell(out_, text);
    one_.clear();
    append_csv_cell(one_, text);
    const bool quoted = one_.starts_with('"');
    out_ += quoted ? one_ : '"' + one_ + '"';
  }

  void end_row() {
    out_ += spreadsheet_ ? "\r\n" : "\n";
    first_ = true;
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  bool spreadsheet_;
  bool first_ = true;
  std::string out_;
  std::string one_;
};

std::string children_cell(const Case& one) {
  std::string cell;
  for (const Child& child : one.children) {
    if (!cell.empty()) cell += ';';
    if (child.expected) cell += "due ";
    cell += child.born ? child.born->text() : "unknown";
  }
  return cell;
}

std::string ids_cell(const std::vector<std::string>& ids) {
  std::string cell;
  for (const std::string& id : ids) {
    if (&id != ids.data()) cell += ';';
    cell += id;
  }
  return cell;
}

std::string pauses_cell(const Case& one) {
  std::string cell;
  for (const Pause& pause : one.pauses) {
    if (!cell.empty()) cell += "; ";
    cell += pause.from.text() + '/' + text_of(pause.to) + ' ' + pause.reason;
  }
  return cell;
}

/// A column that only lists with something in it have.
struct LaterColumn {
  std::string_view name;
  std::string (*cell)(const Case&);
};

constexpr std::array<LaterColumn, 5> kLaterColumns{{
    {"child_refs", [](const Case& one) { return ids_cell(one.child_refs); }},
    {"hold_from",
     [](const Case& one) { return one.hold ? text_of(one.hold->from) : std::string{}; }},
    {"duty_from", [](const Case& one) { return text_of(one.duty_from); }},
    {"reviewed_on", [](const Case& one) { return text_of(one.reviewed_on); }},
    {"relisted_reason", [](const Case& one) { return one.relisted_reason; }},
}};

std::vector<LaterColumn> later_columns_of(std::span<const Case> cases) {
  std::vector<LaterColumn> used;
  for (const LaterColumn& column : kLaterColumns) {
    const auto says = [&column](const Case& one) { return !column.cell(one).empty(); };
    if (std::ranges::any_of(cases, says)) used.push_back(column);
  }
  return used;
}

const AnswerRecord* record_of(const Case& one, FactIndex fact) {
  const auto at = std::ranges::find(one.records, fact, &AnswerRecord::fact);
  return at == one.records.end() ? nullptr : &*at;
}

std::string record_cell(const Case& one, const RecordColumn& column) {
  const AnswerRecord* record = record_of(one, column.fact);
  if (record == nullptr) return {};
  return column.part == RecordPart::received_on ? text_of(record->received_on) : record->source;
}

/// Those in which something stands, in the order of facts.
std::vector<RecordColumn> record_columns_of(std::span<const Case> cases, const FactSchema& schema) {
  std::set<std::pair<FactIndex, RecordPart>> used;
  for (const Case& one : cases) {
    for (const AnswerRecord& record : one.records) {
      if (record.fact >= schema.facts().size()) continue;
      if (record.received_on) used.emplace(record.fact, RecordPart::received_on);
      if (!record.source.empty()) used.emplace(record.fact, RecordPart::source);
    }
  }
  std::vector<RecordColumn> columns;
  columns.reserve(used.size());
  for (const auto& [fact, part] : used) columns.push_back({fact, part});
  return columns;
}

/// The columns behind those that every list has.
struct ColumnsInUse {
  std::vector<LaterColumn> later;
  std::vector<RecordColumn> records;
};

void write_row(CsvWriter& out,
               const Case& one,
               const FactSchema& schema,
               const ColumnsInUse& used) {
  out.cell(one.case_id);
  out.cell(one.area);
  out.cell(one.team);
  out.cell(to_text(one.status));
  out.cell(one.listed_on.text());
  out.cell(one.no_filing_date ? "none" : text_of(one.filing_date));
  out.cell(children_cell(one));
  out.cell(ids_cell(one.linked_to));
  out.cell(one.hold ? one.hold->reason : "");
  out.cell(one.hold ? text_of(one.hold->until) : "");
  out.cell(pauses_cell(one));
  if (one.decision) {
    const ManagerDecision& decision = *one.decision;
    out.cell(std::string{to_text(decision.direction)} + ' ' + decision.band);
    out.cell(decision.reason);
    out.cell(decision.made_by);
    out.cell(decision.agreed_by);
    out.cell(decision.made_on.text());
    out.cell(decision.expires_on.text());
  } else {
    for (int i = 0; i < 6; ++i) out.cell("");
  }
  for (std::size_t i = 0; i < schema.facts().size(); ++i) {
    out.cell(answer_cell(schema.facts()[i], answer_of(one, i)));
  }
  for (const LaterColumn& column : used.later) out.cell(column.cell(one));
  for (const RecordColumn& column : used.records) out.cell(record_cell(one, column));
  out.end_row();
}

OrderedJson json_of(const std::optional<Day>& day) {
  return day ? OrderedJson(day->text()) : OrderedJson(nullptr);
}

OrderedJson json_of(const FactDefinition& fact, Answer answer) {
  const bool whole = fact.kind == FactKind::count && fact.decimals == 0;
  if (answer.given() && whole) return answer.value();
  if (answer.given() && fact.kind == FactKind::checklist) return marker_ids(fact, answer);
  return answer_cell(fact, answer);
}

OrderedJson json_of(const ManagerDecision& decision) {
  return {{"direction", to_text(decision.direction)},
          {"band", decision.band},
          {"reason", decision.reason},
          {"made_by", decision.made_by},
          {"agreed_by", decision.agreed_by},
          {"made_on", decision.made_on.text()},
          {"expires_on", decision.expires_on.text()}};
}

OrderedJson json_of(const Case& one, const FactSchema& schema) {
  OrderedJson to = {
      {"case_id", one.case_id},
      {"area", one.area},
      {"team", one.team},
      {"status", to_text(one.status)},
      {"listed_on", one.listed_on.text()},
      {"filing_date", one.no_filing_date ? OrderedJson("none") : json_of(one.filing_date)}};
  to["children"] = OrderedJson::array();
  for (std::size_t i = 0; i < one.children.size(); ++i) {
    const Child& child = one.children[i];
    OrderedJson written = {{child.expected ? "due" : "born", json_of(child.born)}};
    const bool has_ref = i < one.child_refs.size() && !one.child_refs[i].empty();
    if (has_ref) written["ref"] = one.child_refs[i];
    to["children"].push_back(std::move(written));
  }
  to["linked_to"] = one.linked_to;
  if (one.hold) {
    to["hold"] = {{"reason", one.hold->reason}, {"until", json_of(one.hold->until)}};
    if (one.hold->from) to["hold"]["from"] = one.hold->from->text();
  }
  for (const Pause& pause : one.pauses) {
    to["pauses"].push_back(
        {{"from", pause.from.text()}, {"to", json_of(pause.to)}, {"reason", pause.reason}});
  }
  if (one.decision) to["decision"] = json_of(*one.decision);
  if (one.duty_from) to["duty_from"] = one.duty_from->text();
  if (one.reviewed_on) to["reviewed_on"] = one.reviewed_on->text();
  if (!one.relisted_reason.empty()) to["relisted_reason"] = one.relisted_reason;
  to["facts"] = OrderedJson::object();
  for (std::size_t i = 0; i < schema.facts().size(); ++i) {
    const Answer answer = answer_of(one, i);
    if (answer.state() == AnswerState::not_asked) continue;
    OrderedJson& written = to["facts"][schema.facts()[i].id];
    written = json_of(schema.facts()[i], answer);
    const AnswerRecord* record = record_of(one, FactIndex{i});
    if (record == nullptr) continue;
    written = {{"answer", std::move(written)}};
    if (record->received_on) written["received_on"] = record->received_on->text();
    if (!record->source.empty()) written["source"] = record->source;
  }
  return to;
}

}  // namespace

std::string write_cases_csv(std::span<const Case> cases,
                            const FactSchema& schema,
                            CsvDialect dialect) {
  CsvWriter out{dialect};
  const ColumnsInUse used{later_columns_of(cases), record_columns_of(cases, schema)};
  for (const auto name : case_columns().first(case_columns().size() - kLaterColumns.size())) {
    out.cell(name);
  }
  for (const FactDefinition& fact : schema.facts()) out.cell(fact.id);
  for (const LaterColumn& column : used.later) out.cell(column.name);
  for (const RecordColumn& column : used.records) {
    out.cell(name_of(schema.fact(column.fact).id, column.part));
  }
  out.end_row();
  for (const Case& one : cases) write_row(out, one, schema, used);
  return out.take();
}

std::string write_cases_json(std::span<const Case> cases, const FactSchema& schema) {
  OrderedJson document = {{"format", 1}, {"cases", OrderedJson::array()}};
  for (const Case& one : cases) document["cases"].push_back(json_of(one, schema));
  return document.dump(1) + '\n';
}

std::string write_cases_json_lines(std::span<const Case> cases, const FactSchema& schema) {
  std::string lines;
  for (const Case& one : cases) {
    lines += json_of(one, schema).dump(-1);
    lines += '\n';
  }
  return lines;
}

}  // namespace waitlist
