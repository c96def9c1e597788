#include <waitlist/base/limits.h>
#include <waitlist/io/roster_reader.h>

#include "io/json_document.h"
#include "io/json_faults.h"
#include "io/practitioner_draft.h"
#include "io/text_encoding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace waitlist {
namespace {

class JsonRosterReader {
 public:
  explicit JsonRosterReader(const std::string& source) : source_{source} {}

  Result<Roster> read(std::string_view text) {
    static constexpr std::array<std::string_view, 2> kLists{"practitioners", "travel"};
    JsonTree document;
    FaultList syntax;
    const bool is_json = read_json(
        text, source_, kLists,
        [this](std::string_view list, std::size_t number, JsonView one) {
          const std::string path = std::string{list} + "[" + std::to_string(number) + "]";
          if (list == kLists[0]) return read_one_practitioner(one, path);
          read_way(one, path);
        },
        document, syntax);
    if (!is_json) return failed(syntax.take());
    read_document(document.root(), syntax);
    faults_.add_before(std::move(syntax));
    if (!faults_.empty()) return failed(faults_.take());
    return Roster::make(std::move(practitioners_), std::move(travel_), source_);
  }

 private:
  /// What is wrong with the document itself comes before what is wrong in its lists.
  void read_document(JsonView document, FaultList& faults) {
    JsonFaults json{faults, source_};
    if (!document.is(JsonKind::object)) {
      json.wrong_type("", document, "an object: {\"format\": 1, \"practitioners\": […]}");
      return;
    }
    json.check_members(document, {"format", "practitioners", "travel"});
    if (!document.find("practitioners")) {
      json.report(ErrorCode::missing_name, "practitioners", "",
                  "expected an array of practitioners");
    }
    for (const char* key : {"practitioners", "travel"}) {
      const auto list = document.find(key);
      if (!list || list->is(JsonKind::null) || list->is(JsonKind::array)) continue;
      json.wrong_type(key, *list, "an array");
    }
  }

  void read_one_practitioner(JsonView one, const std::string& path) {
    practitioners_.emplace_back();
    bool has_caseload = false;
    read_object(one, path, practitioner_columns(), [&](std::size_t number, std::string_view cell) {
      const auto field = static_cast<PractitionerField>(number);
      has_caseload = has_caseload || field == PractitionerField::caseload;
      return read_practitioner(field, cell, practitioners_.back(), fault_);
    });
    if (has_caseload || !one.is(JsonKind::object)) return;
    json_.report(ErrorCode::missing_value, path + ".caseload", "", kCaseloadNeeded);
  }

  void read_way(JsonView one, const std::string& path) {
    static constexpr std::array<std::string_view, 3> kTravel{"from", "to", "minutes"};
    travel_.emplace_back();
    read_object(one, path, kTravel, [this](std::size_t field, std::string_view cell) {
      TravelTime& way = travel_.back();
      if (field < 2) {
        (field == 0 ? way.from : way.to) = cell;
        return true;
      }
      const auto minutes = parse_count(cell, limits::kTravelMinutesMax, fault_);
      if (minutes) way.minutes = *minutes;
      return minutes.has_value();
    });
  }

  /// Members as the cells of a table would be: a text, a number, or an array of texts.
  template <class Read>
  void read_object(JsonView one,
                   const std::string& path,
                   std::span<const std::string_view> fields,
                   Read read) {
    if (!one.is(JsonKind::object)) return json_.wrong_type(path, one, "an object");
    const std::vector<std::string> known(fields.begin(), fields.end());
    for (const JsonView member : one) {
      const std::string at = path + "." + std::string{member.key()};
      const auto field = std::ranges::find(fields, member.key());
      if (field == fields.end()) {
        json_.unknown_key(at, member.key(), known);
        continue;
      }
      std::string cell;
      if (!cell_of(member, at, cell) || cell.empty()) continue;
      if (cell.size() > limits::kCellBytesMax) {
        json_.report(ErrorCode::too_large, at, cell,
                     "a value has at most " + std::to_string(limits::kCellBytesMax) + " bytes");
      } else if (!read(static_cast<std::size_t>(field - fields.begin()), cell)) {
        json_.report(fault_.code, at, fault_.found, fault_.reason);
      }
    }
  }

  bool cell_of(JsonView value, const std::string& path, std::string& cell) {
    switch (value.kind()) {
      case JsonKind::null: return true;
      case JsonKind::text: cell = value.text(); return true;
      case JsonKind::number: cell = cell_of_number(value); return true;
      case JsonKind::boolean:
      case JsonKind::object:
        json_.wrong_type(path, value, "a text, a number, an array of texts or null");
        return false;
      case JsonKind::array: break;
    }
    for (const JsonView item : value) {
      const bool is_item = item.is(JsonKind::text) && !item.text().empty() &&
                           item.text().find(';') == std::string_view::npos;
      if (!is_item) {
        json_.wrong_type(path, item, "texts without `;` in the array");
        return false;
      }
      if (!cell.empty()) cell += ';';
      cell += item.text();
    }
    return true;
  }

  const std::string& source_;
  FaultList faults_;
  JsonFaults json_{faults_, source_};
  CellFault fault_;
  std::vector<Practitioner> practitioners_;
  std::vector<TravelTime> travel_;
};

}  // namespace

Result<Roster> read_roster_json(std::string_view text, const std::string& source) {
  FaultList encoding;
  check_encoding(text, source, encoding);
  if (!encoding.empty()) return failed(encoding.take());
  return JsonRosterReader{source}.read(without_byte_order_mark(text));
}

}  // namespace waitlist
