#include <waitlist/base/limits.h>
#include <waitlist/io/case_reader.h>

#include "cases/case_table_builder.h"
#include "io/case_draft.h"
#include "io/json_document.h"
#include "io/json_faults.h"
#include "io/text_encoding.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace waitlist {
namespace {

using Json = nlohmann::json;

class JsonCaseReader {
 public:
  JsonCaseReader(const FactSchema& schema, const std::string& source, FaultyRows faulty_rows)
      : schema_{schema},
        source_{source},
        sets_apart_{faulty_rows == FaultyRows::set_apart},
        builder_{schema, source, faulty_rows},
        draft_{schema} {}

  Result<CaseTable> read(std::string_view text) {
    read_text(text);
    return builder_.finish();
  }

  Result<CaseList> read_list(std::string_view text) {
    read_text(text);
    return builder_.finish_list();
  }

 private:
  void read_text(std::string_view text) {
    FaultList syntax;
    const auto document = parse_json(text, source_, sets_apart_ ? syntax : builder_.faults());
    for (Error& error : syntax.take()) {
      const auto element = element_named(error.field);
      if (element) {
        syntax_of_[*element].push_back(std::move(error));
      } else {
        builder_.faults().add(std::move(error));
      }
    }
    if (document) read_document(*document);
  }

  /// 3 for `cases[3]`; nullopt for any other field.
  static std::optional<std::size_t> element_named(std::string_view field) {
    constexpr std::string_view kBegin = "cases[";
    if (!field.starts_with(kBegin)) return std::nullopt;
    field.remove_prefix(kBegin.size());
    std::size_t number = 0;
    const auto read = std::from_chars(field.data(), field.data() + field.size(), number);
    return read.ec == std::errc{} ? std::optional{number} : std::nullopt;
  }

  void read_document(const Json& document) {
    if (!document.is_object()) {
      json_.wrong_type("", document, "an object: {\"format\": 1, \"cases\": […]}");
      return;
    }
    json_.check_members(document, {"format", "cases"});
    const auto cases = document.find("cases");
    if (cases == document.end() || !cases->is_array()) {
      json_.report(ErrorCode::missing_name, "cases", "", "expected an array of cases");
      return;
    }
    builder_.refuse_for_faults();  // those of the document
    builder_.reserve(cases->size());
    std::size_t number = 0;
    for (const Json& one : *cases) {
      if (const auto syntax = syntax_of_.find(number); syntax != syntax_of_.end()) {
        for (const Error& error : syntax->second) builder_.faults().add(error);
      }
      read_case(one, "cases[" + std::to_string(number++) + "]");
    }
  }

  void read_case(const Json& one, const std::string& path) {
    if (!one.is_object()) {
      json_.wrong_type(path, one, "an object");
      builder_.add_unreadable(0);
      return;
    }
    draft_.clear();
    texts_.clear();
    for (const auto& item : one.items()) read_member(item.key(), item.value(), path);
    for (const CaseDraft::Missing& missing : draft_.missing()) {
      const auto name = case_columns()[static_cast<std::size_t>(missing.field)];
      json_.report(missing.code, path + "." + std::string{name}, "", missing.reason);
    }
    builder_.add(draft_.view(), 0);
  }

  void read_member(const std::string& key, const Json& value, const std::string& path) {
    static const std::vector<std::string> known{
        "case_id",   "area", "team",   "status",   "listed_on", "filing_date", "children",
        "linked_to", "hold", "pauses", "decision", "duty_from", "reviewed_on", "relisted_reason",
        "facts"};
    const std::string at = path + "." + key;
    if (key == "case_id") return text_field(CaseField::case_id, value, at);
    if (key == "area") return text_field(CaseField::area, value, at);
    if (key == "team") return text_field(CaseField::team, value, at);
    if (key == "status") return text_field(CaseField::status, value, at);
    if (key == "listed_on") return text_field(CaseField::listed_on, value, at);
    if (key == "filing_date") return text_field(CaseField::filing_date, value, at);
    if (key == "duty_from") return text_field(CaseField::duty_from, value, at);
    if (key == "reviewed_on") return text_field(CaseField::reviewed_on, value, at);
    if (key == "relisted_reason") return text_field(CaseField::relisted_reason, value, at);
    if (key == "children")
      return each(value, at,
                  [this](const Json& child, const std::string& to) { read_child(child, to); });
    if (key == "linked_to")
      return each(value, at, [this](const Json& id, const std::string& to) {
        if (!id.is_string()) return json_.wrong_type(to, id, "the id of a case");
        draft_.add_link(id.get_ref<const std::string&>());
      });
    if (key == "hold") return read_hold(value, at);
    if (key == "pauses")
      return each(value, at,
                  [this](const Json& pause, const std::string& to) { read_pause(pause, to); });
    if (key == "decision") return read_decision(value, at);
    if (key == "facts") return read_facts(value, at);
    json_.unknown_key(at, key, known);
  }

  /// A text, or null for none.
  void text_field(CaseField field, const Json& value, const std::string& path) {
    if (value.is_null()) return;
    if (!value.is_string()) return json_.wrong_type(path, value, "a text or null");
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty()) return;
    if (text.size() > limits::kCellBytesMax) return too_long(path, text);
    CellFault fault;
    if (!draft_.read(field, text, fault)) json_.report(fault.code, path, fault.found, fault.reason);
  }

  void too_long(const std::string& path, std::string_view text) {
    json_.report(ErrorCode::too_large, path, text,
                 "a text has at most " + std::to_string(limits::kCellBytesMax) + " bytes");
  }

  template <class Visit>
  void each(const Json& value, const std::string& path, Visit visit) {
    if (value.is_null()) return;
    if (!value.is_array()) return json_.wrong_type(path, value, "an array");
    std::size_t number = 0;
    for (const Json& item : value) visit(item, path + "[" + std::to_string(number++) + "]");
  }

  /// Checks that an object has no other keys than these.
  bool object_of(const Json& value,
                 const std::string& path,
                 const std::vector<std::string>& known) {
    if (!value.is_object()) {
      json_.wrong_type(path, value, "an object");
      return false;
    }
    for (const auto& item : value.items()) {
      const bool is_known = std::find(known.begin(), known.end(), item.key()) != known.end();
      if (!is_known) json_.unknown_key(path + "." + item.key(), item.key(), known);
    }
    return true;
  }

  /// The text of a member; empty when it is absent or null.
  std::string text_of(const Json& object, const char* key, const std::string& path) {
    const auto member = object.find(key);
    if (member == object.end() || member->is_null()) return {};
    if (member->is_string()) return member->get<std::string>();
    json_.wrong_type(path + "." + key, *member, "a text or null");
    return {};
  }

  /// The day of a member; nullopt when it is absent, null or reported.
  std::optional<Day> day_of(const Json& object, const char* key, const std::string& path) {
    const std::string text = text_of(object, key, path);
    if (text.empty()) return std::nullopt;
    CellFault fault;
    const auto day = parse_day(text, fault);
    if (!day) json_.report(fault.code, path + "." + key, fault.found, fault.reason);
    return day;
  }

  void read_child(const Json& child, const std::string& path) {
    if (!object_of(child, path, {"born", "due", "ref"})) return;
    const std::string& ref = texts_.emplace_back(text_of(child, "ref", path));
    const std::string born = text_of(child, "born", path);
    if (text_of(child, "due", path).empty()) {
      const bool unknown = born.empty() || born == "unknown";
      return draft_.add_child({unknown ? std::nullopt : day_of(child, "born", path)}, ref);
    }
    if (!born.empty()) {
      json_.report(ErrorCode::inconsistent, path + ".due", born,
                   "a child is born or due: once it is born, leave the day it was due out");
    }
    const auto due = day_of(child, "due", path);
    draft_.add_child({due, due.has_value()}, ref);
  }

  void read_hold(const Json& hold, const std::string& path) {
    if (hold.is_null() || !object_of(hold, path, {"reason", "until", "from"})) return;
    draft_.set_hold();
    text_member(hold, "reason", CaseField::hold_reason, path);
    text_member(hold, "until", CaseField::hold_until, path);
    text_member(hold, "from", CaseField::hold_from, path);
  }

  void text_member(const Json& object, const char* key, CaseField field, const std::string& path) {
    const auto member = object.find(key);
    if (member != object.end()) text_field(field, *member, path + "." + key);
  }

  void read_pause(const Json& pause, const std::string& path) {
    if (!object_of(pause, path, {"from", "to", "reason"})) return;
    const auto from = day_of(pause, "from", path);
    if (!from && text_of(pause, "from", path).empty()) {
      json_.report(ErrorCode::missing_value, path + ".from", "",
                   "the first day that does not count");
    }
    const auto to = day_of(pause, "to", path);
    if (from) draft_.add_pause({*from, to, text_of(pause, "reason", path)});
  }

  void read_decision(const Json& decision, const std::string& path) {
    if (decision.is_null()) return;
    if (!object_of(
            decision, path,
            {"direction", "band", "reason", "made_by", "agreed_by", "made_on", "expires_on"})) {
      return;
    }
    // As one cell of a CSV file writes it; kept, because the draft looks into it.
    std::string& both = texts_.emplace_back(text_of(decision, "direction", path));
    both += ' ';
    both += text_of(decision, "band", path);
    CellFault fault;
    if (!draft_.read(CaseField::decision, both, fault)) {
      json_.report(fault.code, path, fault.found,
                   R"(expected "direction": "raise" or "lower", and "band": the id of a band)");
    }
    text_member(decision, "reason", CaseField::decision_reason, path);
    text_member(decision, "made_by", CaseField::decision_by, path);
    text_member(decision, "agreed_by", CaseField::decision_agreed_by, path);
    text_member(decision, "made_on", CaseField::decision_made_on, path);
    text_member(decision, "expires_on", CaseField::decision_expires_on, path);
  }

  void read_facts(const Json& facts, const std::string& path) {
    if (facts.is_null()) return;
    if (!facts.is_object()) return json_.wrong_type(path, facts, "an object");
    for (const auto& item : facts.items()) {
      const std::string at = path + "." + item.key();
      if (const auto fact = schema_.find(item.key())) {
        read_fact(*fact, item.value(), at);
      } else {
        std::vector<std::string> known;
        for (const FactDefinition& definition : schema_.facts()) known.push_back(definition.id);
        json_.unknown_key(at, item.key(), known);
      }
    }
  }

  /// An answer, alone or with the day it was received and its source.
  void read_fact(FactIndex fact, const Json& value, const std::string& path) {
    if (!value.is_object()) return read_answer(fact, value, path);
    static_cast<void>(object_of(value, path, {"answer", "received_on", "source"}));
    if (const auto answer = value.find("answer"); answer != value.end()) {
      read_answer(fact, *answer, path + ".answer");
    }
    read_record(fact, RecordPart::received_on, text_of(value, "received_on", path),
                path + ".received_on");
    read_record(fact, RecordPart::source, text_of(value, "source", path), path + ".source");
  }

  void read_record(FactIndex fact,
                   RecordPart part,
                   const std::string& text,
                   const std::string& path) {
    CellFault fault;
    if (text.empty() || draft_.read_record(fact, part, text, fault)) return;
    json_.report(fault.code, path, fault.found, fault.reason);
  }

  void read_answer(FactIndex fact, const Json& value, const std::string& path) {
    if (value.is_null()) return;
    const FactKind kind = schema_.fact(fact).kind;
    std::string cell;
    if (value.is_string()) {
      cell = value.get<std::string>();
    } else if (is_written_number(value) && kind == FactKind::count) {
      cell = cell_of_number(value);
    } else if (value.is_array() && kind == FactKind::checklist) {
      each(value, path, [&](const Json& marker, const std::string& at) {
        if (!marker.is_string()) return json_.wrong_type(at, marker, "the id of a marker");
        cell += (cell.empty() ? "" : ";") + marker.get<std::string>();
      });
      if (cell.empty()) {
        draft_.set_faulty(fact);
        return json_.report(ErrorCode::missing_value, path, "", "write \"no\" for none");
      }
    } else {
      draft_.set_faulty(fact);
      return json_.wrong_type(path, value,
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
      json_.report(fault.code, path, fault.found, fault.reason);
    }
  }

  const FactSchema& schema_;
  const std::string& source_;
  bool sets_apart_;
  CaseTableBuilder builder_;
  JsonFaults json_{builder_.faults(), source_};
  CaseDraft draft_;
  std::deque<std::string> texts_;
  std::map<std::size_t, Errors> syntax_of_;  ///< by element: keys that stand twice in it
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
