#include "io/order_reader.h"

#include <waitlist/policy/compiled_policy.h>

#include <string>
#include <utility>
#include <variant>

namespace waitlist {
namespace {

/// The keys that are a word alone.
std::vector<std::string> key_words() {
  std::vector<std::string> words = enumerator_words<OrderKey::Kind>();
  std::erase(words, to_text(OrderKey::group));
  std::erase(words, to_text(OrderKey::date));
  return words;
}

/// A fault of the table where the word does not stand alone.
bool is_word(TomlTable& table, const std::string& name, OrderKey::Kind kind) {
  if (kind != OrderKey::group && kind != OrderKey::date) return true;
  table.fault(ErrorCode::unknown_word, "order", name,
              kind == OrderKey::group ? "say of which group: `{ group = \"id of the group\" }`"
                                      : "say of which fact: `{ date = \"id of the fact\" }`");
  return false;
}

std::optional<OrderKey> read_word(TomlTable& table, const std::string& name) {
  const auto kind = enumerator_of<OrderKey::Kind>(name);
  if (!kind) {
    table.unknown_word("order", name, key_words());
    return std::nullopt;
  }
  if (!is_word(table, name, *kind)) return std::nullopt;
  return OrderKey{*kind};
}

std::optional<OrderKey> read_named(TomlTable& key) {
  std::optional<OrderKey> read;
  if (key.has("group")) {
    key.refuse("date", "a key looks at a group or at a date; write two keys");
    key.refuse("first", "more points of a group come first; only a `date` has a direction");
    read = OrderKey{OrderKey::group, key.text("group", Need::required)};
  } else if (key.has("date")) {
    OrderKey date{OrderKey::date, key.text("date", Need::required)};
    date.first = key.word("first", DateFirst::earliest);
    read = std::move(date);
  } else {
    const std::string reason =
        "a key in braces is `{ group = \"id of the group\" }` or "
        "`{ date = \"id of the fact\", first = \"latest\" }`";
    if (!key.refuse_others(reason, {"group", "date"})) {
      key.fault(ErrorCode::missing_name, "group", "", reason);
    }
    return read;
  }
  key.finish();
  if (read && read->subject.empty()) return std::nullopt;  // a fault already
  return read;
}

}  // namespace

std::vector<OrderKey> read_order_keys(TomlTable& table) {
  std::vector<OrderKey> keys;
  for (auto& item : table.texts_or_tables("order")) {
    auto* named = std::get_if<TomlTable>(&item);
    std::optional<OrderKey> key =
        named != nullptr ? read_named(*named) : read_word(table, std::get<std::string>(item));
    if (key) keys.push_back(std::move(*key));
  }
  return keys;
}

void read_tier_orders(TomlTable& root, Policy& policy) {
  for (TomlTable& row : root.tables("tier_order")) {
    TierOrderRule rule;
    rule.place = row.place();
    rule.tier = row.text("tier", Need::required);
    rule.order = read_order_keys(row);
    policy.tier_orders.push_back(std::move(rule));
    row.finish();
  }
}

}  // namespace waitlist
