#include "io/json_faults.h"

#include "io/written_number.h"

#include <algorithm>
#include <utility>

namespace waitlist {

void JsonFaults::report(ErrorCode code,
                        const std::string& path,
                        std::string_view found,
                        std::string reason) {
  faults_.add({code, source_, 0, 0, path, clipped(found), std::move(reason)});
}

void JsonFaults::wrong_type(const std::string& path, JsonView value, const char* expected) {
  report(ErrorCode::wrong_type, path, value.is(JsonKind::number) ? value.text() : value.type_name(),
         std::string{"expected "} + expected);
}

void JsonFaults::unknown_key(const std::string& path,
                             std::string_view key,
                             const std::vector<std::string>& known) {
  report(ErrorCode::unknown_name, path, key,
         "nothing here has this name" + did_you_mean(key, known));
}

void JsonFaults::check_members(JsonView document, const std::vector<std::string>& known) {
  for (const JsonView member : document) {
    const std::string_view key = member.key();
    if (std::ranges::count(known, key) == 0) unknown_key(std::string{key}, key, known);
  }
  const auto format = document.find("format");
  const bool is_number = format && format->is(JsonKind::number);
  if (is_number && written_number(format->text()) == Decimal{1}) return;
  report(!format ? ErrorCode::missing_name : ErrorCode::out_of_range, "format", "",
         "expected \"format\": 1");
}

}  // namespace waitlist
