#include <waitlist/base/limits.h>
#include <waitlist/io/case_reader.h>

#include "cases/case_table_builder.h"
#include "io/case_draft.h"
#include "io/json_document.h"
#include "io/json_faults.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace waitlist {
namespace {

constexpr std::string_view kCases = "cases";

/// Where a value stands, written out only when a fault is told: `cases[3].children[0].born`.
class Path {
 public:
  explicit Path(std::size_t number) : index_{number} {}

  Path(const Path& of, std::string_view name) : of_{&of}, name_{name} {}

  Path(const Path& of, std::size_t index) : of_{&of}, index_{index} {}

  [[nodiscard]] std::string text() const {
    std::string text = of_ == nullptr ? std::string{kCases} : of_->text();
    if (!index_) return text += '.' + std::string{name_};
    return text += '[' + std::to_string(*index_) + ']';
  }

 private:
  const Path* of_ = nullptr;
  std::string_view name_;
  std::optional<std::size_t> index_;
};

class JsonCaseReader {
 public:
  JsonCaseReader(const FactSchema& schema, const std::string& source, FaultyRows faulty_rows)
      : schema_{schema},
        source_{source},
        sets_apart_{faulty_rows == FaultyRows::set_apart},
        builder_{schema, source, faulty_rows},
        draft_{schema} {}

  Result<CaseTable> read(std::string_view text) {
    if (!read_text(text)) return failed(of_document_.take());
    builder_.faults().add_before(std::move(of_document_));
    return builder_.finish();
  }

  Result<CaseList> read_list(std::string_view text) {
    if (!read_text(text)) return failed(of_document_.take());
    for (Error& error : of_document_.take()) builder_.faults().add(std::move(error));
    builder_.refuse_for_faults();
    return builder_.finish_list();
  }

 private:
  /// False: this is not JSON, and what was read of it means nothing.
  bool read_text(std::string_view text) {
    static constexpr std::array<std::string_view, 1> kLists{kCases};
    JsonTree document;
    FaultList syntax;
    const auto visit = [&](std::string_view /*list*/, std::size_t number, JsonView one) {
      const std::size_t told = of_document_.kept();
      if (!syntax.empty()) sort_out(syntax);
      read_case(one, Path{number});
      if (of_document_.kept() != told && one.is(JsonKind::object)) {
        of_document_.name_case(told, draft_.case_id(), is_of_case);
      }
    };
    const bool is_json = read_json(text, source_, kLists, visit, document, syntax);
    for (Error& error : syntax.take()) of_document_.add(std::move(error));
    if (is_json) read_document(document.root());
    return is_json;
  }

  static bool is_of_case(const Error& error) { return error.field.starts_with("cases["); }

  /// Faults of syntax are of the document, but for those of a case that may be set apart.
  void sort_out(FaultList& syntax) {
    for (Error& error : syntax.take()) {
      (sets_apart_ && is_of_case(error) ? builder_.faults() : of_document_).add(std::move(error));
    }
  }

  void read_document(JsonView document) {
    JsonFaults json{of_document_, source_};
    if (!document.is(JsonKind::object)) {
      json.wrong_type("", document, "an object: {\"format\": 1, \"cases\": […]}");
      return;
    }
    json.check_members(document, {"format", "cases"});
    const auto cases = document.find(kCases);
    if (!cases || !cases->is(JsonKind::array)) {
      json.report(ErrorCode::missing_name, "cases", "", "expected an array of cases");
    }
  }

  void read_case(JsonView one, const Path& path) {
    if (!one.is(JsonKind::object)) {
      json_.wrong_type(path.text(), one, "an object");
      builder_.add_unreadable(0);
      return;
    }
    draft_.clear();
    for (const JsonView member : one) read_member(member, Path{path, member.key()});
    for (const CaseDraft::Missing& missing : draft_.missing()) {
      const auto name = case_columns()[static_cast<std::size_t>(missing.field)];
      json_.report(missing.code, Path{path, name}.text(), "", missing.reason);
    }
    builder_.add(draft_.view(), 0);
  }

  void read_member(JsonView value, const Path& at) {
    static const std::vector<std::string> known{
        "case_id",   "area", "team",   "status",   "listed_on", "filing_date", "children",
        "linked_to", "hold", "pauses", "decision", "duty_from", "reviewed_on", "relisted_reason",
        "facts"};
    const std::string_view key = value.key();
    if (key == "case_id") return text_field(CaseField::case_id, value, at);
    if (key == "area") return text_field(CaseField::area, value, at);
    if (key == "team") return text_field(CaseField::team, value, at);
    if (key == "status") return text_field(CaseField::status, value, at);
    if (key == "listed_on") return text_field(CaseField::listed_on, value, at);
    if (key == "filing_date") return text_field(CaseField::filing_date, value, at);
    if (key == "duty_from") return text_field(CaseField::duty_from, value, at);
    if (key == "reviewed_on") return text_field(CaseField::reviewed_on, value, at);
    if (key == "relisted_reason") return text_field(CaseField::relisted_reason, value, at);
    if (key == "children") {
      return each(value, at, [this](JsonView child, const Path& to) { read_child(child, to); });
    }
    if (key == "linked_to") {
      return each(value, at, [this](JsonView id, const Path& to) {
        if (!id.is(JsonKind::text)) return json_.wrong_type(to.text(), id, "the id of a case");
        draft_.add_link(id.text());
      });
    }
    if (key == "hold") return read_hold(value, at);
    if (key == "pauses") {
      return each(value, at, [this](JsonView pause, const Path& to) { read_pause(pause, to); });
    }
    if (key == "decision") return read_decision(value, at);
    if (key == "facts") return read_facts(value, at);
    json_.unknown_key(at.text(), key, known);
  }

  /// A text, or null for none.
  void text_field(CaseField field, JsonView value, const Path& path) {
    if (value.is(JsonKind::null)) return;
    if (!value.is(JsonKind::text)) return json_.wrong_type(path.text(), value, "a text or null");
    const std::string_view text = trimmed(value.text());
    if (text.empty()) return;
    if (text.size() > limits::kCellBytesMax) return too_long(path, text);
    CellFault fault;
    if (draft_.read(field, text, fault)) return;
    json_.report(fault.code, path.text(), fault.found, fault.reason);
  }

  void too_long(const Path& path, std::string_view text) {
    json_.report(ErrorCode::too_large, path.text(), text,
                 "a text has at most " + std::to_string(limits::kCellBytesMax) + " bytes");
  }

  template <class Visit>
  void each(JsonView value, const Path& path, Visit visit) {
    if (value.is(JsonKind::null)) return;
    if (!value.is(JsonKind::array)) return json_.wrong_type(path.text(), value, "an array");
    std::size_t number = 0;
    for (const JsonView item : value) visit(item, Path{path, number++});
  }

  /// Checks that an object has no other keys than these.
  bool object_of(JsonView value, const Path& path, std::initializer_list<std::string_view> known) {
    if (!value.is(JsonKind::object)) {
      json_.wrong_type(path.text(), value, "an object");
      return false;
    }
    for (const JsonView member : value) {
      const std::string_view key = member.key();
      if (std::ranges::find(known, key) != known.end()) continue;
      json_.unknown_key(Path{path, key}.text(), key, {known.begin(), known.end()});
    }
    return true;
  }

  /// The text of a member; empty when it is absent or null.
  std::string_view text_of(JsonView object, const char* key, const Path& path) {
    const auto member = object.find(key);
    if (!member || member->is(JsonKind::null)) return {};
    if (member->is(JsonKind::text)) return trimmed(member->text());
    json_.wrong_type(Path{path, key}.text(), *member, "a text or null");
    return {};
  }

  /// The day of a member; nullopt when it is absent, null or reported.
  std::optional<Day> day_of(JsonView object, const char* key, const Path& path) {
    const std::string_view text = text_of(object, key, path);
    if (text.empty()) return std::nullopt;
    CellFault fault;
    const auto day = parse_day(text, fault);
    if (!day) json_.report(fault.code, Path{path, key}.text(), fault.found, fault.reason);
    return day;
  }

  void read_child(JsonView child, const Path& path) {
    if (!object_of(child, path, {"born", "due", "ref"})) return;
    const std::string_view ref = text_of(child, "ref", path);
    const std::string_view born = text_of(child, "born", path);
    if (text_of(child, "due", path).empty()) {
      const bool unknown = born.empty() || born == "unknown";
      return draft_.add_child({unknown ? std::nullopt : day_of(child, "born", path)}, ref);
    }
    if (!born.empty()) {
      json_.report(ErrorCode::inconsistent, Path{path, "due"}.text(), born,
                   "a child is born or due: once it is born, leave the day it was due out");
    }
    const auto due = day_of(child, "due", path);
    draft_.add_child({due, due.has_value()}, ref);
  }

  void read_hold(JsonView hold, const Path& path) {
    if (hold.is(JsonKind::null) || !object_of(hold, path, {"reason", "until", "from"})) return;
    draft_.set_hold();
    text_member(hold, "reason", CaseField::hold_reason, path);
    text_member(hold, "until", CaseField::hold_until, path);
    text_member(hold, "from", CaseField::hold_from, path);
  }

  void text_member(JsonView object, const char* key, CaseField field, const Path& path) {
    const auto member = object.find(key);
    if (member) text_field(field, *member, Path{path, key});
  }

  void read_pause(JsonView pause, const Path& path) {
    if (!object_of(pause, path, {"from", "to", "reason"})) return;
    const auto from = day_of(pause, "from", path);
    if (!from && text_of(pause, "from", path).empty()) {
      json_.report(ErrorCode::missing_value, Path{path, "from"}.text(), "",
                   "the first day that does not count");
    }
    const auto to = day_of(pause, "to", path);
    if (from) draft_.add_pause({*from, to, std::string{text_of(pause, "reason", path)}});
  }

  void read_decision(JsonView decision, const Path& path) {
    if (decision.is(JsonKind::null)) return;
    if (!object_of(
            decision, path,
            {"direction", "band", "reason", "made_by", "agreed_by", "made_on", "expires_on"})) {
      return;
    }
    // As one cell of a CSV file writes it; kept, because the draft looks into it.
    decision_ = text_of(decision, "direction", path);
    decision_ += ' ';
    decision_ += text_of(decision, "band", path);
    CellFault fault;
    if (!draft_.read(CaseField::decision, decision_, fault)) {
      json_.report(fault.code, path.text(), fault.found,
                   R"(expected "direction": "raise" or "lower", and "band": the id of a band)");
    }
    text_member(decision, "reason", CaseField::decision_reason, path);
    text_member(decision, "made_by", CaseField::decision_by, path);
    text_member(decision, "agreed_by", CaseField::decision_agreed_by, path);
    text_member(decision, "made_on", CaseField::decision_made_on, path);
    text_member(decision, "expires_on", CaseField::decision_expires_on, path);
  }

  /// Most lists have answers in the order of the schema, with some left out.
  std::optional<FactIndex> fact_of(std::string_view id) {
    const auto facts = schema_.facts();
    constexpr std::size_t kLeftOut = 3;
    const std::size_t end = std::min(next_fact_ + kLeftOut, facts.size());
    auto fact = std::optional<FactIndex>{};
    for (std::size_t i = next_fact_; i < end && !fact; ++i) {
      if (facts[i].id == id) fact = FactIndex{i};
    }
    if (!fact) fact = schema_.find(id);
    next_fact_ = fact ? *fact + std::size_t{1} : 0;
    return fact;
  }

  void read_facts(JsonView facts, const Path& path) {
    if (facts.is(JsonKind::null)) return;
    if (!facts.is(JsonKind::object)) return json_.wrong_type(path.text(), facts, "an object");
    for (const JsonView member : facts) {
      const Path at{path, member.key()};
      if (const auto fact = fact_of(member.key())) {
        read_fact(*fact, member, at);
      } else {
        std::vector<std::string> known;
        for (const FactDefinition& definition : schema_.facts()) known.push_back(definition.id);
        json_.unknown_key(at.text(), member.key(), known);
      }
    }
  }

  /// An answer, alone or with the day it was received and its source.
  void read_fact(FactIndex fact, JsonView value, const Path& path) {
    if (!value.is(JsonKind::object)) return read_answer(fact, value, path);
    static_cast<void>(object_of(value, path, {"answer", "received_on", "source"}));
    if (const auto answer = value.find("answer")) {
      read_answer(fact, *answer, Path{path, "answer"});
    }
    read_record(fact, RecordPart::received_on, text_of(value, "received_on", path),
                Path{path, "received_on"});
    read_record(fact, RecordPart::source, text_of(value, "source", path), Path{path, "source"});
  }

  void read_record(FactIndex fact, RecordPart part, std::string_view text, const Path& path) {
    CellFault fault;
    if (text.empty() || draft_.read_record(fact, part, text, fault)) return;
    json_.report(fault.code, path.text(), fault.found, fault.reason);
  }

  void read_answer(FactIndex fact, JsonView value, const Path& path) {
    if (value.is(JsonKind::null)) return;
    const FactKind kind = schema_.fact(fact).kind;
    std::string_view cell;
    std::string number;
    if (value.is(JsonKind::text)) {
      cell = value.text();
    } else if (value.is(JsonKind::number) && kind == FactKind::count) {
      number = cell_of_number(value);
      cell = number;
    } else if (value.is(JsonKind::array) && kind == FactKind::checklist) {
      if (!join_markers(value, path)) return draft_.set_faulty(fact);
      cell = markers_;
      if (cell.empty()) {
        draft_.set_faulty(fact);
        return json_.report(ErrorCode::missing_value, path.text(), "", "write \"no\" for none");
      }
    } else {
      draft_.set_faulty(fact);
      return json_.wrong_type(path.text(), value,
                              kind == FactKind::count
                                  ? "a number, a state such as \"unknown\" or null"
                              : kind == FactKind::checklist ? "an array of markers, a state or null"
                                                            : "a text or null");
    }
    if (cell.size() > limits::kCellBytesMax) {
      draft_.set_faulty(fact);
      return too_long(path, cell);
    }
    CellFault fault;
    if (!draft_.read_fact(fact, cell, fault)) {
      json_.report(fault.code, path.text(), fault.found, fault.reason);
    }
  }

  /// As the one cell that a CSV file has for them; false after a fault.
  bool join_markers(JsonView value, const Path& path) {
    markers_.clear();
    bool are_ids = true;
    each(value, path, [&](JsonView marker, const Path& at) {
      const bool is_id = marker.is(JsonKind::text) && !marker.text().empty() &&
                         marker.text().find(';') == std::string_view::npos;
      are_ids = are_ids && is_id;
      if (!is_id) return json_.wrong_type(at.text(), marker, "the id of a marker, without `;`");
      if (!markers_.empty()) markers_ += ';';
      markers_ += marker.text();
    });
    return are_ids;
  }

  const FactSchema& schema_;
  const std::string& source_;
  bool sets_apart_;
  CaseTableBuilder builder_;
  JsonFaults json_{builder_.faults(), source_};
  FaultList of_document_;
  CaseDraft draft_;
  std::string decision_;       ///< into which the draft looks
  std::string markers_;        ///< of one answer
  std::size_t next_fact_ = 0;  ///< behind the last one found: that of most next members
};

}  // namespace

Result<CaseTable> read_cases_json(std::string_view text,
                                  const FactSchema& schema,
                                  const std::string& source) {
  FaultList encoding;
  check_encoding(text, source, encoding);
  if (!encoding.empty()) return failed(encoding.take());
  JsonCaseReader reader{schema, source, FaultyRows::refuse};
  return reader.read(without_byte_order_mark(text));
}

Result<CaseList> read_case_list_json(std::string_view text,
                                     const FactSchema& schema,
                                     const std::string& source,
                                     const CaseReadOptions& options) {
  if (options.faulty == FaultyRows::refuse) {
    return read_cases_json(text, schema, source).map([](CaseTable&& cases) {
      return CaseList{std::move(cases), {}};
    });
  }
  FaultList encoding;
  check_encoding(text, source, encoding);
  if (!encoding.empty()) return failed(encoding.take());
  JsonCaseReader reader{schema, source, FaultyRows::set_apart};
  return reader.read_list(without_byte_order_mark(text));
}

}  // namespace waitlist
