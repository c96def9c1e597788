#include "io/toml_table.h"

#include "base/fault_list.h"
#include "base/visible_text.h"

#include <toml++/toml.h>

#include <algorithm>

namespace waitlist {
namespace {

/// Lines without control characters, which could speak to a terminal.
bool is_paragraphs(std::string_view written) {
  std::string text{written};
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return is_one_line(text);
}

std::string listed(const std::vector<std::string>& known) {
  std::string list;
  for (const std::string& word : known) list += (list.empty() ? "`" : ", `") + word + '`';
  return list;
}

}  // namespace

std::string one_of(const std::vector<std::string>& keys) {
  std::string list;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0) list += i + 1 < keys.size() ? ", " : " or ";
    list += '`' + keys[i] + '`';
  }
  return list;
}

TextPlace place_of(const toml::node& node) {
  return {node.source().begin.line, node.source().begin.column};
}

void TomlFaults::add(ErrorCode code,
                     TextPlace place,
                     std::string field,
                     std::string_view found,
                     std::string reason) {
  if (errors_.size() >= limits::kErrorsMax) return;
  errors_.push_back({code, source_, place.line, place.column, std::move(field), clipped(found),
                     std::move(reason)});
}

TextPlace TomlTable::place() const { return waitlist::place_of(table_); }

TextPlace TomlTable::place_of(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node != nullptr ? waitlist::place_of(*node) : place();
}

bool TomlTable::has(std::string_view key) const { return table_.contains(key); }

bool TomlTable::is_text(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node != nullptr && node->is_string();
}

bool TomlTable::is_text_list(std::string_view key) const {
  const toml::array* list = table_[key].as_array();
  return list != nullptr && !list->empty() && list->front().is_string();
}

bool TomlTable::is_empty_list(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node != nullptr && node->is_array() && node->as_array()->empty();
}

std::string TomlTable::field(std::string_view key) const {
  return path_.empty() ? std::string{key} : path_ + '.' + std::string{key};
}

const toml::node* TomlTable::find(std::string_view key, Need need) {
  asked_.emplace_back(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && need == Need::required) {
    faults_.add(ErrorCode::missing_name, place(), field(key), "",
                "this key is required: see the policy or schema format");
  }
  return node;
}

void TomlTable::fault(ErrorCode code,
                      std::string_view key,
                      std::string_view found,
                      std::string reason) {
  faults_.add(code, place_of(key), field(key), found, std::move(reason));
}

void TomlTable::wrong_type(std::string_view key,
                           const toml::node& node,
                           std::string_view expected) {
  faults_.add(ErrorCode::wrong_type, waitlist::place_of(node), field(key), shown(node),
              "expected " + std::string{expected});
}

void TomlTable::unknown_word(std::string_view key,
                             std::string_view found,
                             const std::vector<std::string>& known,
                             std::string_view advice) {
  fault(ErrorCode::unknown_word, key, found,
        "expected one of " + listed(known) + did_you_mean(found, known) + std::string{advice});
}

std::string TomlTable::checked_text(std::string_view key,
                                    Need need,
                                    bool (*is_allowed)(std::string_view),
                                    const char* allowed) {
  const toml::node* node = find(key, need);
  if (node == nullptr) return {};
  if (const auto* value = node->as_string()) {
    if (value->get().empty() && need == Need::required) {
      fault(ErrorCode::missing_value, key, "", "write some text here");
    }
    if (!is_allowed(value->get())) fault(ErrorCode::out_of_range, key, value->get(), allowed);
    return value->get();
  }
  wrong_type(key, *node, "text in quotes");
  return {};
}

std::string TomlTable::text(std::string_view key, Need need) {
  return checked_text(key, need, is_paragraphs, "no control characters but tabs and line breaks");
}

std::string TomlTable::line(std::string_view key, Need need) {
  return checked_text(
      key, need, [](std::string_view text) { return is_one_line(text); },
      "one line without control characters");
}

bool TomlTable::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return otherwise;
  if (const auto* value = node->as_boolean()) return value->get();
  wrong_type(key, *node, "true or false");
  return otherwise;
}

std::optional<Day> TomlTable::day(std::string_view key) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return std::nullopt;
  if (const auto* value = node->as_date()) {
    const toml::date& date = value->get();
    if (auto day = Day::from_ymd(date.year, date.month, date.day)) return day;
    fault(ErrorCode::not_a_date, key, shown(*node), "a day from 1900-01-01 to 2199-12-31");
    return std::nullopt;
  }
  wrong_type(key, *node, "a date without quotes, YYYY-MM-DD");
  return std::nullopt;
}

std::vector<std::string> TomlTable::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, node] : table_) keys.emplace_back(key.str());
  return keys;
}

std::vector<LevelPoints> TomlTable::points_by_id(std::string_view key) {
  std::vector<LevelPoints> list;
  auto rows = table(key);
  if (!rows) return list;
  for (const auto& [id, node] : rows->table_) {
    const auto worth = rows->points(id.str());
    if (worth) list.push_back({std::string{id.str()}, *worth, waitlist::place_of(node)});
  }
  return list;
}

std::vector<LevelPoints> TomlTable::points_in_order(std::string_view key) {
  std::vector<LevelPoints> list = points_by_id(key);
  std::ranges::stable_sort(list, {}, [](const LevelPoints& one) {
    return std::pair{one.place.line, one.place.column};
  });
  return list;
}

std::vector<std::string> TomlTable::keys_in_order() const {
  std::vector<std::pair<std::pair<std::uint32_t, std::uint32_t>, std::string>> keys;
  keys.reserve(table_.size());
  for (const auto& [key, node] : table_) {
    const toml::source_position& at = key.source().begin;
    keys.push_back({{at.line, at.column}, std::string{key.str()}});
  }
  std::ranges::sort(keys);
  std::vector<std::string> list;
  list.reserve(keys.size());
  for (auto& [place, key] : keys) list.push_back(std::move(key));
  return list;
}

std::optional<TomlTable> TomlTable::table(std::string_view key, Need need) {
  const toml::node* node = find(key, need);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* inner = node->as_table()) return TomlTable{*inner, field(key), faults_};
  wrong_type(key, *node, "a table");
  return std::nullopt;
}

void TomlTable::refuse(std::string_view key, std::string reason) {
  if (find(key, Need::optional) == nullptr) return;
  fault(ErrorCode::inconsistent, key, "", std::move(reason));
}

std::vector<std::string> TomlTable::others() const {
  std::vector<std::string> keys;
  for (const auto& [key, node] : table_) {
    if (std::ranges::count(asked_, key.str()) == 0) keys.emplace_back(key.str());
  }
  return keys;
}

bool TomlTable::refuse_others(const std::string& reason, const std::vector<std::string>& known) {
  bool found = false;
  for (const auto& [key, node] : table_) {
    if (std::ranges::count(asked_, key.str()) != 0) continue;
    const TextPlace at{key.source().begin.line, key.source().begin.column};
    faults_.add(ErrorCode::unknown_name, at, field(key.str()), key.str(),
                reason + did_you_mean(key.str(), known));
    found = true;
  }
  // Whatever stands here is reported now.
  for (const auto& [key, node] : table_) asked_.emplace_back(key.str());
  return found;
}

void TomlTable::finish() {
  for (const auto& [key, node] : table_) {
    if (std::ranges::count(asked_, key.str()) != 0) continue;
    const TextPlace at{key.source().begin.line, key.source().begin.column};
    faults_.add(ErrorCode::unknown_name, at, field(key.str()), key.str(),
                "nothing is called that here" + did_you_mean(key.str(), asked_));
  }
}

}  // namespace waitlist
