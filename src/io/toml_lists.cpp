// Lists of a TOML text.
#include "io/toml_table.h"

#include <toml++/toml.h>

namespace waitlist {

const toml::array& TomlTable::items(std::string_view key, const std::string& expected, Need need) {
  static const toml::array none;
  const toml::node* node = find(key, need);
  if (node == nullptr) return none;
  if (const toml::array* array = node->as_array()) return *array;
  wrong_type(key, *node, expected);
  return none;
}

template <class Value, class Read>
std::vector<Value> TomlTable::items_of(std::string_view key,
                                       const char* expected,
                                       const char* of_each,
                                       Read read) {
  std::vector<Value> list;
  for (const toml::node& item : items(key, expected)) {
    if (std::optional<Value> value = read(item)) {
      list.push_back(*std::move(value));
    } else {
      wrong_type(key, item, of_each);
    }
  }
  return list;
}

std::string TomlTable::item_field(std::string_view key, std::size_t index) const {
  return field(key) + '[' + std::to_string(index + 1) + ']';
}

std::vector<double> TomlTable::numbers(std::string_view key, double least, double most) {
  std::vector<double> list;
  for (const toml::node& item : items(key, "a list of numbers in brackets")) {
    if (const auto number = number_of(key, item, least, most)) list.push_back(*number);
  }
  return list;
}

std::vector<Decimal> TomlTable::decimals(std::string_view key) {
  return items_of<Decimal>(
      key, "a list of numbers in brackets", "a number with at most six decimals",
      [this](const toml::node& item) { return item.is_number() ? exact(item) : std::nullopt; });
}

std::vector<std::int64_t> TomlTable::shares(std::string_view key) {
  std::vector<std::int64_t> list;
  for (const toml::node& item : items(key, "a list of shares in brackets")) {
    list.push_back(share_of(key, item));
  }
  return list;
}

std::vector<Points> TomlTable::points_list(std::string_view key) {
  std::vector<Points> list;
  // What cannot be read has its place all the same, so that the number of items stays.
  for (const toml::node& item : items(key, "a list of points in brackets")) {
    list.push_back(points_of(key, item, kPointsRange).value_or(Points{}));
  }
  return list;
}

std::vector<std::int64_t> TomlTable::wholes(std::string_view key) {
  return items_of<std::int64_t>(key, "a list of whole numbers in brackets", "a whole number",
                                whole_of);
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
  return items_of<std::string>(
      key, "a list of texts in brackets", "text in quotes",
      [](const toml::node& item) { return item.value_exact<std::string>(); });
}

std::vector<std::variant<std::string, TomlTable>> TomlTable::texts_or_tables(std::string_view key) {
  std::vector<std::variant<std::string, TomlTable>> list;
  std::size_t index = 0;
  for (const toml::node& item : items(key, "a list in brackets")) {
    const std::string name = item_field(key, index++);
    if (const auto* value = item.as_string()) {
      list.emplace_back(value->get());
    } else if (const toml::table* inner = item.as_table()) {
      list.emplace_back(TomlTable{*inner, name, faults_});
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

std::vector<TomlTable> TomlTable::tables(std::string_view key, Need need) {
  std::vector<TomlTable> list;
  std::size_t index = 0;
  const std::string expected = "a list of tables, each beginning [[" + field(key) + "]] or {";
  for (const toml::node& item : items(key, expected, need)) {
    const std::string name = item_field(key, index++);
    if (const toml::table* inner = item.as_table()) {
      list.emplace_back(*inner, name, faults_);
    } else {
      wrong_type(key, item, "a table");
    }
  }
  return list;
}

}  // namespace waitlist
