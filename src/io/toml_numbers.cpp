// Numbers of a TOML text, exactly as they are written.
#include "io/text_encoding.h"
#include "io/toml_table.h"
#include "io/written_number.h"

#include <toml++/toml.h>

#include <array>
#include <charconv>
#include <sstream>

namespace waitlist {
namespace {

/// Where a column begins, which counts characters from 1: bytes of one line.
std::size_t byte_of_column(std::string_view line, std::uint32_t column) {
  std::size_t byte = 0;
  for (std::uint32_t left = column; byte < line.size(); ++byte) {
    const bool begins = (static_cast<unsigned char>(line[byte]) & 0xC0U) != 0x80U;
    if (begins && --left == 0) break;
  }
  return byte;
}

/// A number without an exponent, as short as it can be; for documents whose text is not kept.
std::string shortest(double number) {
  std::array<char, 400> digits{};
  char* const end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed)
          .ptr;
  return {digits.data(), end};
}

}  // namespace

void TomlFaults::keep_text(std::string_view text) {
  text_ = text;
  // The parser counts no column for a byte order mark.
  lines_ = {text.size() - without_byte_order_mark(text).size()};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at)) {
    lines_.push_back(++at);
  }
}

std::string_view TomlFaults::written(const toml::node& node) const {
  const toml::source_region& at = node.source();
  const bool in_one_line = at.begin.line == at.end.line && at.begin.column < at.end.column;
  if (!in_one_line || at.begin.line == 0 || at.begin.line > lines_.size()) return {};
  const std::string_view line = text_.substr(lines_[at.begin.line - 1]);
  const std::size_t begin = byte_of_column(line, at.begin.column);
  return line.substr(begin, byte_of_column(line, at.end.column) - begin);
}

std::string TomlTable::shown(const toml::node& node) const {
  if (node.is_floating_point()) {
    const std::string_view written = faults_.written(node);
    if (!written.empty()) return std::string{written};
  }
  std::ostringstream text;
  text.imbue(std::locale::classic());
  node.visit([&text](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) text << value;
  });
  return text.str();
}

std::optional<Decimal> TomlTable::exact(const toml::node& node) const {
  if (const auto* whole = node.as_integer()) {
    const std::int64_t number = whole->get();
    if (number < -Decimal::kWholeMax || number > Decimal::kWholeMax) return std::nullopt;
    return Decimal{number};
  }
  const auto* number = node.as_floating_point();
  if (number == nullptr) return std::nullopt;
  const std::string_view written = faults_.written(node);
  return written_number(written.empty() ? shortest(number->get()) : written);
}

std::optional<Decimal> TomlTable::decimal(std::string_view key, Need need) {
  const toml::node* node = find(key, need);
  if (node == nullptr) return std::nullopt;
  if (!node->is_number()) {
    wrong_type(key, *node, "a number");
    return std::nullopt;
  }
  const auto number = exact(*node);
  if (!number) {
    fault(ErrorCode::not_exact, key, shown(*node),
          "a number has at most " + std::to_string(Decimal::kDecimalsMax) +
              " decimals and is not above " + std::to_string(Decimal::kWholeMax) +
              "; nothing is rounded");
  }
  return number;
}

std::vector<Decimal> TomlTable::decimals(std::string_view key) {
  std::vector<Decimal> list;
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return list;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    wrong_type(key, *node, "a list of numbers in brackets");
    return list;
  }
  for (const toml::node& item : *array) {
    const auto number = item.is_number() ? exact(item) : std::nullopt;
    if (number) {
      list.push_back(*number);
    } else {
      wrong_type(key, item, "a number with at most six decimals");
    }
  }
  return list;
}

}  // namespace waitlist
