#include "io/json_tree.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace waitlist {

const char* JsonView::type_name() const noexcept {
  switch (kind()) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return "boolean";
    case JsonKind::number: return "number";
    case JsonKind::text: return "string";
    case JsonKind::array: return "array";
    case JsonKind::object: return "object";
  }
  return "";
}

std::optional<JsonView> JsonView::find(std::string_view name) const noexcept {
  std::optional<JsonView> found;
  if (!is(JsonKind::object)) return found;
  for (const JsonView member : *this) {
    if (member.key() == name) found = member;
  }
  return found;
}

void JsonTree::clear() noexcept {
  nodes_.clear();
  texts_.clear();
}

JsonTree::Text JsonTree::keep(std::string_view text) {
  const Text kept{texts_.size(), static_cast<std::uint32_t>(text.size())};
  texts_ += text;
  return kept;
}

std::uint32_t JsonTree::add(JsonKind kind, std::string_view key, std::string_view text) {
  const std::uint32_t number = size();
  Node& node = nodes_.emplace_back();
  node.kind = kind;
  node.key = keep(key);
  node.text = keep(text);
  node.end = number + 1;
  return number;
}

/// Found by their hashes, so that many members cost no more for each than few.
std::vector<std::string_view> JsonTree::names_again(std::uint32_t node) {
  std::vector<std::string_view> again;
  std::size_t members = 0;
  const std::uint32_t end = nodes_[node].end;
  for (std::uint32_t member = node + 1; member < end; member = nodes_[member].end) ++members;
  if (members < 2) return again;
  const std::size_t mask = std::bit_ceil(2 * members) - 1;
  names_.assign(mask + 1, 0);  // no member is the node of number 0
  for (std::uint32_t member = node + 1; member < end; member = nodes_[member].end) {
    const std::string_view name = of(nodes_[member].key);
    std::size_t at = std::hash<std::string_view>{}(name)&mask;
    while (names_[at] != 0 && of(nodes_[names_[at]].key) != name) at = (at + 1) & mask;
    if (names_[at] != 0) again.push_back(name);
    names_[at] = member;
  }
  return again;
}

}  // namespace waitlist
