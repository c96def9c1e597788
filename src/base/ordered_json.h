// JSON documents to be written, their keys in the order in which they were set.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace waitlist {

class JsonPart;

/// A value of JSON, built as nlohmann::ordered_json is: `{{"key", value}, …}` is an object, any
/// other list an array. Unlike that one it asks for no memory when it is given up, which would end
/// the program where there is none.
class OrderedJson {
 public:
  using Parts = std::initializer_list<JsonPart>;

  OrderedJson() noexcept = default;  ///< null

  // Implicit, as of every JSON library: a value stands for itself.
  // NOLINTBEGIN(google-explicit-constructor,hicpp-explicit-conversions,bugprone-exception-escape)
  OrderedJson(std::nullptr_t) noexcept {}

  OrderedJson(std::string text) noexcept : value_{std::move(text)} {}

  OrderedJson(std::string_view text) : value_{std::string{text}} {}

  OrderedJson(const char* text) : value_{std::string{text}} {}

  template <std::same_as<bool> Bool>
  OrderedJson(Bool is) noexcept : value_{is} {}

  template <std::integral Number>
  requires(!std::same_as<Number, bool>) OrderedJson(Number number)
  noexcept {
    if constexpr (std::is_signed_v<Number>) {
      value_ = std::int64_t{number};
    } else {
      value_ = std::uint64_t{number};
    }
  }

  template <std::floating_point Number>
  OrderedJson(Number number) noexcept : value_{double{number}} {}

  OrderedJson(const std::vector<std::string>& texts);
  OrderedJson(std::span<const std::string_view> texts);
  OrderedJson(Parts parts);
  // NOLINTEND(google-explicit-constructor,hicpp-explicit-conversions,bugprone-exception-escape)

  OrderedJson(const OrderedJson& other);
  OrderedJson(OrderedJson&& other) noexcept;  ///< leaves null
  OrderedJson& operator=(const OrderedJson& other);
  OrderedJson& operator=(OrderedJson&& other) noexcept;  // NOLINT(bugprone-exception-escape)
  ~OrderedJson();

  [[nodiscard]] static OrderedJson array();
  [[nodiscard]] static OrderedJson object();

  [[nodiscard]] bool is_null() const noexcept;

  /// The value of a key; null until it is set. Makes an object of null.
  OrderedJson& operator[](std::string_view key);

  /// Puts a value at the end of an array, and makes one of null.
  void push_back(OrderedJson value) { emplace_back(std::move(value)); }

  void push_back(Parts parts);
  /// The last value of an array that has one.
  [[nodiscard]] OrderedJson& back();
  OrderedJson& emplace_back(OrderedJson value);

  /// Sets every key of another object.
  void update(OrderedJson other);

  /// The text with so many blanks for each level, in one line below 0. What is not UTF-8 is
  /// replaced.
  [[nodiscard]] std::string dump(int indent) const;

 private:
  using Array = std::vector<OrderedJson>;

  struct Object {
    std::vector<std::string> keys;
    Array values;  ///< of each key
  };

  class Writer;

  /// The two values of a list that names a key; nullptr for any other.
  Array* as_field();

  std::
      variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object>
          value_;
};

/// A value in braces, moved to where it belongs.
class JsonPart {
 public:
  // NOLINTBEGIN(google-explicit-constructor,hicpp-explicit-conversions): as of OrderedJson
  // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): it asks for another kind of value
  template <class Value>

  requires(!std::same_as<std::remove_cvref_t<Value>, JsonPart> &&
           std::convertible_to<Value, OrderedJson>) JsonPart(Value&& value)  // NOLINT
      : value_(std::forward<Value>(value)) {}  // braces would make a list of it

  JsonPart(OrderedJson::Parts parts) : value_(parts) {}

  // NOLINTEND(google-explicit-constructor,hicpp-explicit-conversions)

  [[nodiscard]] OrderedJson take() const { return std::move(value_); }

 private:
  mutable OrderedJson value_;  ///< a list in braces is constant, and its values are used once
};

}  // namespace waitlist
