#include "io/json_faults.h"

#include "io/json_document.h"
#include "io/written_number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace waitlist {

void JsonFaults::report(ErrorCode code,
                        const std::string& path,
                        std::string_view found,
                        std::string reason) {
  faults_.add({code, source_, 0, 0, path, clipped(found), std::move(reason)});
}

void JsonFaults::wrong_type(const std::string& path,
                            const nlohmann::json& value,
                            const char* expected) {
  report(ErrorCode::wrong_type, path,
         is_written_number(value) ? written_text(value) : value.type_name(),
         std::string{"expected "} + expected);
}

void JsonFaults::unknown_key(const std::string& path,
                             const std::string& key,
                             const std::vector<std::string>& known) {
  report(ErrorCode::unknown_name, path, key,
         "nothing here has this name" + did_you_mean(key, known));
}

void JsonFaults::check_members(const nlohmann::json& document,
                               const std::vector<std::string>& known) {
  for (const auto& item : document.items()) {
    if (std::ranges::count(known, item.key()) == 0) unknown_key(item.key(), item.key(), known);
  }
  const auto format = document.find("format");
  const bool is_number = format != document.end() && is_written_number(*format);
  if (is_number && written_number(written_text(*format)) == Decimal{1}) return;
  report(format == document.end() ? ErrorCode::missing_name : ErrorCode::out_of_range, "format", "",
         "expected \"format\": 1");
}

}  // namespace waitlist
