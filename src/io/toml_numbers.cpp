// Numbers of a TOML text, exactly as they are written.
#include "io/text_encoding.h"
#include "io/toml_table.h"
#include "io/written_number.h"

#include <toml++/toml.h>

#include <array>
#include <charconv>
#include <cmath>
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

std::optional<std::int64_t> TomlTable::whole_of(const toml::node& node) {
  if (const auto* value = node.as_integer()) return value->get();
  const auto* value = node.as_floating_point();
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (value == nullptr || !(std::abs(value->get()) <= kExact)) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(value->get());
  if (static_cast<double>(whole) != value->get()) return std::nullopt;
  return whole;
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

std::vector<std::pair<std::string, std::int64_t>> TomlTable::shares_by_id(std::string_view key) {
  std::vector<std::pair<std::string, std::int64_t>> list;
  auto rows = table(key);
  if (!rows) return list;
  for (const auto& [id, node] : rows->table_) {
    list.emplace_back(std::string{id.str()}, rows->share_of(id.str(), node));
  }
  return list;
}

std::optional<Points> TomlTable::points_of(std::string_view key,
                                           const toml::node& node,
                                           const char* range) {
  const auto refuse = [&](ErrorCode code, const char* reason) {
    faults_.add(code, waitlist::place_of(node), field(key), shown(node), reason);
    return std::nullopt;
  };
  constexpr std::int64_t kMost = limits::kPointsMax / 1000;
  if (const auto* value = node.as_integer()) {
    if (value->get() >= -kMost && value->get() <= kMost) return whole_points(value->get());
    return refuse(ErrorCode::out_of_range, range);
  }
  if (node.is_floating_point()) {
    constexpr int kThousandths = 3;
    const auto written = exact(node);
    const auto thousandths = written ? written->units(kThousandths) : std::nullopt;
    if (thousandths && *thousandths >= -limits::kPointsMax && *thousandths <= limits::kPointsMax) {
      return Points{*thousandths};
    }
    // Nor is `nan` in any range.
    if (!(std::abs(node.as_floating_point()->get()) <= static_cast<double>(kMost))) {
      return refuse(ErrorCode::out_of_range, range);
    }
    return refuse(ErrorCode::not_exact,
                  "a number here has at most three decimals; nothing is rounded");
  }
  wrong_type(key, node, "a number of points");
  return std::nullopt;
}

std::optional<Points> TomlTable::points(std::string_view key, Need need, const char* range) {
  const toml::node* node = find(key, need);
  return node == nullptr ? std::nullopt : points_of(key, *node, range);
}

void TomlTable::require_format() {
  const auto format = whole("format", Need::required);
  if (!format || *format == 1) return;
  fault(ErrorCode::out_of_range, "format", std::to_string(*format), "this version reads format 1");
}

}  // namespace waitlist
