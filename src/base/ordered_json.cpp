#include "base/ordered_json.h"

#include "base/check.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace waitlist {

/// Writes as nlohmann::ordered_json does, which does itself whatever is not plain.
class OrderedJson::Writer {
 public:
  explicit Writer(int indent)
      : is_one_line_{indent < 0}, indent_{static_cast<std::size_t>(std::max(indent, 0))} {}

  void value(const OrderedJson& json) {
    std::visit([this](const auto& one) { write(one); }, json.value_);
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void write(std::monostate /*null*/) { text_ += "null"; }

  void write(bool is) { text_ += is ? "true" : "false"; }

  void write(std::int64_t number) { whole(number); }

  void write(std::uint64_t number) { whole(number); }

  void write(double number) { text_ += nlohmann::json(number).dump(); }

  void write(const std::string& text) {
    const bool plain = std::ranges::all_of(
        text, [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; });
    if (plain) {
      text_ += '"';
      text_ += text;
      text_ += '"';
    } else {
      text_ += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
  }

  void write(const Array& values) {
    list('[', values.size(), ']', [this, &values](std::size_t i) { value(values[i]); });
  }

  void write(const Object& fields) {
    list('{', fields.keys.size(), '}', [this, &fields](std::size_t i) {
      write(fields.keys[i]);
      text_ += is_one_line_ ? ":" : ": ";
      value(fields.values[i]);
    });
  }

  template <class Number>
  void whole(Number number) {
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    WAITLIST_CHECK(error == std::errc{});
    text_.append(digits.data(), end);
  }

  template <class Each>
  void list(char open, std::size_t size, char close, Each each) {
    text_ += open;
    depth_ += indent_;
    for (std::size_t i = 0; i < size; ++i) {
      if (i > 0) text_ += ',';
      line();
      each(i);
    }
    depth_ -= indent_;
    if (size > 0) line();
    text_ += close;
  }

  void line() {
    if (is_one_line_) return;
    text_ += '\n';
    text_.append(depth_, ' ');
  }

  bool is_one_line_;
  std::size_t indent_;
  std::size_t depth_ = 0;
  std::string text_;
};

OrderedJson::OrderedJson(const std::vector<std::string>& texts)
    : value_{Array(texts.begin(), texts.end())} {}

OrderedJson::OrderedJson(std::span<const std::string_view> texts)
    : value_{Array(texts.begin(), texts.end())} {}

OrderedJson::OrderedJson(Parts parts) {
  Array values;
  values.reserve(parts.size());
  for (const JsonPart& part : parts) values.push_back(part.take());
  const bool names_keys =
      std::ranges::all_of(values, [](OrderedJson& one) { return one.as_field() != nullptr; });
  if (!names_keys) {
    value_ = std::move(values);
    return;
  }
  value_ = Object{};
  for (OrderedJson& one : values) {
    Array& field = *one.as_field();
    (*this)[std::get<std::string>(field.front().value_)] = std::move(field.back());
  }
}

OrderedJson::OrderedJson(const OrderedJson& other) = default;

// A variant throws where it copies; what is moved here is of kinds whose moving cannot throw.
// NOLINTBEGIN(bugprone-exception-escape)
OrderedJson::OrderedJson(OrderedJson&& other) noexcept
    : value_{std::exchange(other.value_, std::monostate{})} {}

OrderedJson& OrderedJson::operator=(const OrderedJson& other) = default;

OrderedJson& OrderedJson::operator=(OrderedJson&& other) noexcept {
  // What is moved may stand inside of what it replaces.
  auto value = std::exchange(other.value_, std::monostate{});
  value_ = std::move(value);
  return *this;
}

// NOLINTEND(bugprone-exception-escape)

OrderedJson::~OrderedJson() = default;

OrderedJson OrderedJson::array() {
  OrderedJson json;
  json.value_ = Array{};
  return json;
}

OrderedJson OrderedJson::object() {
  OrderedJson json;
  json.value_ = Object{};
  return json;
}

bool OrderedJson::is_null() const noexcept {
  return std::holds_alternative<std::monostate>(value_);
}

OrderedJson& OrderedJson::operator[](std::string_view key) {
  if (is_null()) value_ = Object{};
  auto& [keys, values] = std::get<Object>(value_);
  const auto at = static_cast<std::size_t>(std::ranges::find(keys, key) - keys.begin());
  if (at < keys.size()) return values[at];
  if (values.size() == values.capacity()) values.reserve(values.size() * 2 + 4);
  keys.emplace_back(key);
  return values.emplace_back();
}

void OrderedJson::push_back(Parts parts) { emplace_back(OrderedJson(parts)); }

OrderedJson& OrderedJson::back() {
  auto& values = std::get<Array>(value_);
  WAITLIST_CHECK(!values.empty());
  return values.back();
}

OrderedJson& OrderedJson::emplace_back(OrderedJson value) {
  if (is_null()) value_ = Array{};
  return std::get<Array>(value_).emplace_back(std::move(value));
}

void OrderedJson::update(OrderedJson other) {
  auto& [keys, values] = std::get<Object>(other.value_);
  for (std::size_t i = 0; i < keys.size(); ++i) (*this)[keys[i]] = std::move(values[i]);
}

OrderedJson::Array* OrderedJson::as_field() {
  auto* const values = std::get_if<Array>(&value_);
  const bool is = values != nullptr && values->size() == 2 &&
                  std::holds_alternative<std::string>(values->front().value_);
  return is ? values : nullptr;
}

std::string OrderedJson::dump(int indent) const {
  Writer writer{indent};
  writer.value(*this);
  return writer.take();
}

}  // namespace waitlist
