#include "io/toml_table.h"

#include "base/fault_list.h"
#include "base/visible_text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace waitlist {
namespace {

/// A whole number, also one that is written with decimals that are 0.
std::optional<std::int64_t> whole_of(const toml::node& node) {
  if (const auto* value = node.as_integer()) return value->get();
  const auto* value = node.as_floating_point();
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (value == nullptr || !(std::abs(value->get()) <= kExact)) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(value->get());
  if (static_cast<double>(whole) != value->get()) return std::nullopt;
  return whole;
}

/// Lines without control characters, which could speak to a terminal.
bool is_paragraphs(std::string text) {
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

std::string TomlTable::text(std::string_view key, Need need) {
  const toml::node* node = find(key, need);
  if (node == nullptr) return {};
  if (const auto* value = node->as_string()) {
    if (value->get().empty() && need == Need::required) {
      fault(ErrorCode::missing_value, key, "", "write some text here");
    }
    const bool is_name = key == "label" || key == "title" || key == "id";
    if (is_name ? !is_one_line(value->get()) : !is_paragraphs(value->get())) {
      fault(ErrorCode::out_of_range, key, value->get(),
            is_name ? "one line without control characters"
                    : "no control characters but tabs and line breaks");
    }
    return value->get();
  }
  wrong_type(key, *node, "text in quotes");
  return {};
}

bool TomlTable::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return otherwise;
  if (const auto* value = node->as_boolean()) return value->get();
  wrong_type(key, *node, "true or false");
  return otherwise;
}

std::optional<std::int64_t> TomlTable::whole(std::string_view key, Need need) {
  const toml::node* node = find(key, need);
  if (node == nullptr) return std::nullopt;
  if (const auto number = whole_of(*node)) return number;
  wrong_type(key, *node, "a whole number");
  return std::nullopt;
}

std::optional<double> TomlTable::number_of(std::string_view key,
                                           const toml::node& node,
                                           double least,
                                           double most) {
  const auto* decimal = node.as_floating_point();
  const auto* whole = node.as_integer();
  if (decimal == nullptr && whole == nullptr) {
    wrong_type(key, node, "a number");
    return std::nullopt;
  }
  const double number = decimal != nullptr ? decimal->get() : static_cast<double>(whole->get());
  if (number >= least && number <= most) return number;
  std::ostringstream range;
  range.imbue(std::locale::classic());
  range << "a number from " << least << " to " << most;
  faults_.add(ErrorCode::out_of_range, waitlist::place_of(node), field(key), shown(node),
              range.str());
  return std::nullopt;
}

std::optional<double> TomlTable::number(std::string_view key,
                                        double least,
                                        double most,
                                        Need need) {
  const toml::node* node = find(key, need);
  return node == nullptr ? std::nullopt : number_of(key, *node, least, most);
}

std::vector<double> TomlTable::numbers(std::string_view key, double least, double most) {
  std::vector<double> list;
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return list;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong_type(key, *node, "a list of numbers in brackets");
    return list;
  }
  for (const toml::node& item : *array) {
    if (const auto number = number_of(key, item, least, most)) list.push_back(*number);
  }
  return list;
}

std::optional<std::int64_t> TomlTable::whole_within(std::string_view key,
                                                    std::int64_t least,
                                                    std::int64_t most,
                                                    Need need) {
  const auto number = whole(key, need);
  if (!number || (*number >= least && *number <= most)) return number;
  fault(ErrorCode::out_of_range, key, std::to_string(*number),
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::int64_t TomlTable::share_of(std::string_view key, const toml::node& node) {
  const auto number = number_of(key, node, 0.0, 1.0);
  if (!number) return 0;
  constexpr int kThousandths = 3;
  const auto written = exact(node);
  const auto thousandths = written ? written->units(kThousandths) : std::nullopt;
  if (thousandths) return *thousandths;
  faults_.add(ErrorCode::not_exact, waitlist::place_of(node), field(key), shown(node),
              "a share has at most three decimals; nothing is rounded");
  return 0;
}

std::int64_t TomlTable::share(std::string_view key) {
  const toml::node* node = find(key, Need::optional);
  return node == nullptr ? 0 : share_of(key, *node);
}

std::vector<std::int64_t> TomlTable::shares(std::string_view key) {
  std::vector<std::int64_t> list;
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return list;
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& item : *array) list.push_back(share_of(key, item));
  } else {
    wrong_type(key, *node, "a list of shares in brackets");
  }
  return list;
}

std::vector<std::pair<std::string, std::int64_t>> TomlTable::shares_by_id(std::string_view key) {
  std::vector<std::pair<std::string, std::int64_t>> list;
  auto rows = table(key);
  if (!rows) return list;
  for (const auto& [id, node] : rows->table_) {
    list.emplace_back(std::string{id.str()}, rows->share_of(id.str(), node));
  }
  return list;
}

std::optional<Points> TomlTable::points_of(std::string_view key, const toml::node& node) {
  const auto refuse = [&](ErrorCode code, const char* reason) {
    faults_.add(code, waitlist::place_of(node), field(key), shown(node), reason);
    return std::nullopt;
  };
  constexpr std::int64_t kMost = limits::kPointsMax / 1000;
  if (const auto* value = node.as_integer()) {
    if (value->get() >= -kMost && value->get() <= kMost) return whole_points(value->get());
    return refuse(ErrorCode::out_of_range, "points are 0 to 1000000");
  }
  if (node.is_floating_point()) {
    constexpr int kThousandths = 3;
    const auto written = exact(node);
    const auto thousandths = written ? written->units(kThousandths) : std::nullopt;
    if (thousandths && *thousandths >= -limits::kPointsMax && *thousandths <= limits::kPointsMax) {
      return Points{*thousandths};
    }
    return refuse(
        ErrorCode::not_exact,
        "points have at most three decimals and are not above 1000000; nothing is rounded");
  }
  wrong_type(key, node, "a number of points");
  return std::nullopt;
}

std::optional<Points> TomlTable::points(std::string_view key, Need need) {
  const toml::node* node = find(key, need);
  return node == nullptr ? std::nullopt : points_of(key, *node);
}

std::vector<Points> TomlTable::points_list(std::string_view key) {
  std::vector<Points> list;
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return list;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong_type(key, *node, "a list of points in brackets");
    return list;
  }
  // What cannot be read has its place all the same, so that the number of items stays.
  for (const toml::node& item : *array) {
    list.push_back(points_of(key, item).value_or(Points{}));
  }
  return list;
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

std::vector<std::string> TomlTable::texts(std::string_view key) {
  std::vector<std::string> list;
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return list;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong_type(key, *node, "a list of texts in brackets");
    return list;
  }
  for (const toml::node& item : *array) {
    if (const auto* value = item.as_string())
      list.push_back(value->get());
    else
      wrong_type(key, item, "text in quotes");
  }
  return list;
}

std::vector<std::variant<std::string, TomlTable>> TomlTable::texts_or_tables(std::string_view key) {
  std::vector<std::variant<std::string, TomlTable>> list;
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return list;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong_type(key, *node, "a list in brackets");
    return list;
  }
  for (std::size_t i = 0; i < array->size(); ++i) {
    const toml::node& item = *array->get(i);
    if (const auto* value = item.as_string()) {
      list.emplace_back(value->get());
    } else if (const toml::table* inner = item.as_table()) {
      list.emplace_back(TomlTable{*inner, field(key) + '[' + std::to_string(i + 1) + ']', faults_});
    } else {
      wrong_type(key, item, "text in quotes or a table in braces");
    }
  }
  return list;
}

std::vector<std::variant<std::string, std::int64_t>> TomlTable::texts_or_wholes(
    std::string_view key) {
  std::vector<std::variant<std::string, std::int64_t>> list;
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return list;
  const auto take = [&](const toml::node& item) {
    if (const auto* value = item.as_string()) {
      list.emplace_back(value->get());
    } else if (const auto number = whole_of(item)) {
      list.emplace_back(*number);
    } else {
      wrong_type(key, item, "text in quotes, a whole number, or a list of these in brackets");
    }
  };
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& item : *array) take(item);
  } else {
    take(*node);
  }
  return list;
}

std::vector<std::int64_t> TomlTable::wholes(std::string_view key) {
  std::vector<std::int64_t> list;
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return list;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong_type(key, *node, "a list of whole numbers in brackets");
    return list;
  }
  for (const toml::node& item : *array) {
    if (const auto number = whole_of(item))
      list.push_back(*number);
    else
      wrong_type(key, item, "a whole number");
  }
  return list;
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

std::vector<TomlTable> TomlTable::tables(std::string_view key, Need need) {
  std::vector<TomlTable> list;
  const toml::node* node = find(key, need);
  if (node == nullptr) return list;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong_type(key, *node, "a list of tables, each beginning [[" + field(key) + "]] or {");
    return list;
  }
  for (std::size_t i = 0; i < array->size(); ++i) {
    if (const toml::table* inner = array->get(i)->as_table()) {
      list.emplace_back(*inner, field(key) + '[' + std::to_string(i + 1) + ']', faults_);
    } else {
      wrong_type(key, *array->get(i), "a table");
    }
  }
  return list;
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
