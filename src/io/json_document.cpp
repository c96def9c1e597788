#include "io/json_document.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <vector>

namespace waitlist {
namespace {

constexpr int kDepthMax = 32;

struct TextAt {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

TextAt place_of_byte(std::string_view text, std::size_t byte) {
  TextAt at;
  for (const char c : text.substr(0, std::min(byte, text.size()))) {
    ++at.column;
    if (c == '\n') at = {at.line + 1, 1};
  }
  return at;
}

}  // namespace

std::unique_ptr<nlohmann::json> parse_json(std::string_view text,
                                           const std::string& source,
                                           FaultList& faults) {
  using nlohmann::json;
  std::vector<std::set<std::string>> keys;
  bool too_deep = false;
  const json::parser_callback_t watch = [&](int depth, json::parse_event_t event, json& parsed) {
    too_deep = too_deep || depth > kDepthMax;
    if (event == json::parse_event_t::object_start) keys.emplace_back();
    if (event == json::parse_event_t::object_end) keys.pop_back();
    if (event == json::parse_event_t::key &&
        !keys.back().insert(parsed.get<std::string>()).second) {
      faults.add({ErrorCode::duplicate_name, source, 0, 0, "", clipped(parsed.get<std::string>()),
                  "this key stands twice in one object"});
    }
    return !too_deep;
  };
  try {
    auto document = std::make_unique<json>(json::parse(text.begin(), text.end(), watch));
    if (!too_deep) return document;
    faults.add({ErrorCode::too_large, source, 0, 0, "", "",
                "at most " + std::to_string(kDepthMax) + " levels of brackets"});
  } catch (const json::parse_error& error) {
    const TextAt at = place_of_byte(text, error.byte == 0 ? 0 : error.byte - 1);
    faults.add({ErrorCode::malformed_text, source, at.line, at.column, "", "",
                "this is not JSON: a bracket, comma or quote is missing or too many just here"});
  } catch (const json::exception&) {
    faults.add({ErrorCode::out_of_range, source, 0, 0, "", "", "a number is too large to be read"});
  }
  return nullptr;
}

}  // namespace waitlist
