// A JSON value with all that it holds, in two arrays: no memory of its own for each part, and none
// needed to give it up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

enum class JsonKind : std::uint8_t { null, boolean, number, text, array, object };

class JsonTree;
class JsonIterator;

/// A value of a tree; valid until the tree changes.
class JsonView {
 public:
  JsonView(const JsonTree& tree, std::uint32_t node) noexcept : tree_{&tree}, node_{node} {}

  [[nodiscard]] inline JsonKind kind() const noexcept;

  [[nodiscard]] bool is(JsonKind wanted) const noexcept { return kind() == wanted; }

  /// `null`, `boolean`, `number`, `string`, `array` or `object`.
  [[nodiscard]] const char* type_name() const noexcept;

  /// A text; a number as it is written: `7.10`, `1e3`. Empty for anything else.
  [[nodiscard]] inline std::string_view text() const noexcept;

  /// As a member of an object: its name.
  [[nodiscard]] inline std::string_view key() const noexcept;

  /// The member of this name, the last one where several have it; nullopt: none, or no object.
  [[nodiscard]] std::optional<JsonView> find(std::string_view name) const noexcept;

  // The elements of an array or the members of an object, in the order of the text.
  [[nodiscard]] inline JsonIterator begin() const noexcept;
  [[nodiscard]] inline JsonIterator end() const noexcept;

 private:
  friend class JsonIterator;

  const JsonTree* tree_;
  std::uint32_t node_;
};

class JsonIterator {
 public:
  JsonIterator(const JsonTree& tree, std::uint32_t node) noexcept : at_{tree, node} {}

  [[nodiscard]] const JsonView& operator*() const noexcept { return at_; }

  inline JsonIterator& operator++() noexcept;

  [[nodiscard]] bool operator==(const JsonIterator& other) const noexcept {
    return at_.node_ == other.at_.node_;
  }

 private:
  JsonView at_;
};

class JsonTree {
 public:
  [[nodiscard]] bool empty() const noexcept { return nodes_.empty(); }

  /// Requires a tree that is not empty.
  [[nodiscard]] JsonView root() const noexcept { return {*this, 0}; }

  /// Keeps its memory.
  void clear() noexcept;

  /// Adds a value behind all others, as part of whatever is open; its number.
  std::uint32_t add(JsonKind kind, std::string_view key, std::string_view text);

  /// Ends an array or an object: what is added behind it is no part of it.
  void close(std::uint32_t node) noexcept { nodes_[node].end = size(); }

  /// The names that earlier members of this object have too; it is closed. Valid until the tree
  /// changes.
  [[nodiscard]] std::vector<std::string_view> names_again(std::uint32_t node);

 private:
  friend class JsonView;
  friend class JsonIterator;

  struct Text {
    std::size_t begin = 0;
    std::uint32_t bytes = 0;
  };

  struct Node {
    Text key, text;
    std::uint32_t end = 0;  ///< the node behind the last one that it holds
    JsonKind kind = JsonKind::null;
  };

  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(nodes_.size());
  }

  Text keep(std::string_view text);

  [[nodiscard]] std::string_view of(const Text& text) const noexcept {
    return std::string_view{texts_}.substr(text.begin, text.bytes);
  }

  std::vector<Node> nodes_;  ///< each before what it holds
  std::string texts_;
  std::vector<std::uint32_t> names_;  ///< of an object, by their hashes; kept for the next one
};

inline JsonKind JsonView::kind() const noexcept { return tree_->nodes_[node_].kind; }

inline std::string_view JsonView::text() const noexcept {
  return tree_->of(tree_->nodes_[node_].text);
}

inline std::string_view JsonView::key() const noexcept {
  return tree_->of(tree_->nodes_[node_].key);
}

inline JsonIterator JsonView::begin() const noexcept { return {*tree_, node_ + 1}; }

inline JsonIterator JsonView::end() const noexcept { return {*tree_, tree_->nodes_[node_].end}; }

inline JsonIterator& JsonIterator::operator++() noexcept {
  at_.node_ = at_.tree_->nodes_[at_.node_].end;
  return *this;
}

}  // namespace waitlist
