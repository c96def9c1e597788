#include <waitlist/base/limits.h>
#include <waitlist/io/roster_reader.h>

#include "io/json_document.h"
#include "io/json_faults.h"
#include "io/practitioner_draft.h"
#include "io/text_encoding.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace waitlist {
namespace {

using Json = nlohmann::json;

class JsonRosterReader {
 public:
  explicit JsonRosterReader(const std::string& source) : source_{source} {}

  Result<Roster> read(std::string_view text) {
    const auto document = parse_json(text, source_, faults_);
    if (document) read_document(*document);
    if (!faults_.empty()) return failed(faults_.take());
    return Roster::make(std::move(practitioners_), std::move(travel_), source_);
  }

 private:
  void read_document(const Json& document) {
    if (!document.is_object()) {
      json_.wrong_type("", document, "an object: {\"format\": 1, \"practitioners\": […]}");
      return;
    }
    json_.check_members(document, {"format", "practitioners", "travel"});
    if (!document.contains("practitioners")) {
      json_.report(ErrorCode::missing_name, "practitioners", "",
                   "expected an array of practitioners");
    }
    each(document, "practitioners", [this](const Json& one, const std::string& path) {
      practitioners_.emplace_back();
      bool has_caseload = false;
      read_object(one, path, practitioner_columns(),
                  [&](std::size_t number, std::string_view cell) {
                    const auto field = static_cast<PractitionerField>(number);
                    has_caseload = has_caseload || field == PractitionerField::caseload;
                    return read_practitioner(field, cell, practitioners_.back(), fault_);
                  });
      if (has_caseload || !one.is_object()) return;
      json_.report(ErrorCode::missing_value, path + ".caseload", "", kCaseloadNeeded);
    });
    static constexpr std::array<std::string_view, 3> kTravel{"from", "to", "minutes"};
    each(document, "travel", [this](const Json& one, const std::string& path) {
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
    });
  }

  template <class Visit>
  void each(const Json& document, const char* key, Visit visit) {
    const auto list = document.find(key);
    if (list == document.end() || list->is_null()) return;
    if (!list->is_array()) return json_.wrong_type(key, *list, "an array");
    std::size_t number = 0;
    for (const Json& one : *list) {
      visit(one, std::string{key} + "[" + std::to_string(number++) + "]");
    }
  }

  /// Members as the cells of a table would be: a text, a number, or an array of texts.
  template <class Read>
  void read_object(const Json& one,
                   const std::string& path,
                   std::span<const std::string_view> fields,
                   Read read) {
    if (!one.is_object()) return json_.wrong_type(path, one, "an object");
    const std::vector<std::string> known(fields.begin(), fields.end());
    for (const auto& item : one.items()) {
      const std::string at = path + "." + item.key();
      const auto field = std::ranges::find(fields, item.key());
      if (field == fields.end()) {
        json_.unknown_key(at, item.key(), known);
        continue;
      }
      std::string cell;
      if (!cell_of(item.value(), at, cell) || cell.empty()) continue;
      if (cell.size() > limits::kCellBytesMax) {
        json_.report(ErrorCode::too_large, at, cell,
                     "a value has at most " + std::to_string(limits::kCellBytesMax) + " bytes");
      } else if (!read(static_cast<std::size_t>(field - fields.begin()), cell)) {
        json_.report(fault_.code, at, fault_.found, fault_.reason);
      }
    }
  }

  bool cell_of(const Json& value, const std::string& path, std::string& cell) {
    if (value.is_null()) return true;
    if (value.is_string()) {
      cell = value.get<std::string>();
      return true;
    }
    if (is_written_number(value)) {
      cell = cell_of_number(value);
      return true;
    }
    if (!value.is_array()) {
      json_.wrong_type(path, value, "a text, a number, an array of texts or null");
      return false;
    }
    for (const Json& item : value) {
      const bool is_item = item.is_string() && !item.get_ref<const std::string&>().empty() &&
                           item.get_ref<const std::string&>().find(';') == std::string::npos;
      if (!is_item) {
        json_.wrong_type(path, item, "texts without `;` in the array");
        return false;
      }
      cell += (cell.empty() ? "" : ";") + item.get<std::string>();
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
