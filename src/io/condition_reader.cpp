#include "io/condition_reader.h"

#include <waitlist/policy/compiled_policy.h>

#include <array>
#include <span>
#include <type_traits>
#include <utility>

namespace waitlist {
namespace {

using Test = decltype(Condition::test);

/// A level in quotes, or a number.
ConditionBound read_bound(TomlTable& row, std::string_view key) {
  if (row.is_text(key)) return row.text(key);
  return row.decimal(key).value_or(0);
}

/// How a kind of condition is written: by a key of its own, or one of several, beside `fact` where
/// it is about one. A new alternative of Condition::test does not compile without it.
template <class Kind>
struct TestFormat;

template <>
struct TestFormat<FactAtLeast> {
  static constexpr std::array<std::string_view, 1> kKeys{"at_least"};
  static constexpr bool kHasFact = true;

  static FactAtLeast read(TomlTable& row, std::string_view key, const std::string& fact) {
    return {fact, read_bound(row, key)};
  }
};

template <>
struct TestFormat<FactAtMost> {
  static constexpr std::array<std::string_view, 1> kKeys{"at_most"};
  static constexpr bool kHasFact = true;

  static FactAtMost read(TomlTable& row, std::string_view key, const std::string& fact) {
    return {fact, read_bound(row, key)};
  }
};

template <>
struct TestFormat<FactBetween> {
  static constexpr std::array<std::string_view, 1> kKeys{"between"};
  static constexpr bool kHasFact = true;

  static FactBetween read(TomlTable& row, std::string_view key, const std::string& fact) {
    std::vector<ConditionBound> bounds;
    if (row.is_text_list(key)) {
      for (std::string& level : row.texts(key)) bounds.emplace_back(std::move(level));
    } else {
      for (const Decimal number : row.decimals(key)) bounds.emplace_back(number);
    }
    if (bounds.size() == 2) return {fact, std::move(bounds[0]), std::move(bounds[1])};
    row.fault(ErrorCode::incomplete_cover, key, std::to_string(bounds.size()),
              "two values, the lower one first; both are included");
    return {fact, {}, {}};
  }
};

template <>
struct TestFormat<FactIs> {
  static constexpr std::array<std::string_view, 1> kKeys{"is"};
  static constexpr bool kHasFact = true;

  static FactIs read(TomlTable& row, std::string_view key, const std::string& fact) {
    return {fact, read_bound(row, key)};
  }
};

template <>
struct TestFormat<FactAnyOf> {
  static constexpr std::array<std::string_view, 1> kKeys{"any_of"};
  static constexpr bool kHasFact = true;

  static FactAnyOf read(TomlTable& row, std::string_view key, const std::string& fact) {
    return {fact, row.texts(key)};
  }
};

MeasuredTo read_measured(TomlTable& row) { return row.word("measured", MeasuredTo::listed); }

template <>
struct TestFormat<FactWithin> {
  static constexpr std::array<std::string_view, 1> kKeys{"within_days"};
  static constexpr bool kHasFact = true;

  static FactWithin read(TomlTable& row, std::string_view key, const std::string& fact) {
    return {fact, Days{row.whole(key).value_or(0)}, read_measured(row)};
  }
};

template <>
struct TestFormat<FactWithinMonths> {
  static constexpr std::array<std::string_view, 2> kKeys{"within_months", "within_years"};
  static constexpr bool kHasFact = true;

  static FactWithinMonths read(TomlTable& row, std::string_view key, const std::string& fact) {
    const DateUnit unit = key == kKeys[0] ? DateUnit::months : DateUnit::years;
    return {fact, row.whole(key).value_or(0), unit, read_measured(row)};
  }
};

template <>
struct TestFormat<FactOlder> {
  static constexpr std::array<std::string_view, 3> kKeys{"older_than_days", "older_than_months",
                                                         "older_than_years"};
  static constexpr bool kHasFact = true;

  static FactOlder read(TomlTable& row, std::string_view key, const std::string& fact) {
    const DateUnit unit = key == kKeys[0]   ? DateUnit::days
                          : key == kKeys[1] ? DateUnit::months
                                            : DateUnit::years;
    return {fact, row.whole(key).value_or(0), unit, read_measured(row)};
  }
};

template <>
struct TestFormat<FactIsUnknown> {
  static constexpr std::array<std::string_view, 1> kKeys{"is_unknown"};
  static constexpr bool kHasFact = true;

  static FactIsUnknown read(TomlTable& row, std::string_view key, const std::string& fact) {
    if (!row.flag(key, true)) {
      row.fault(ErrorCode::inconsistent, key, "false",
                "write `true`; that it is known is `not = { fact, is_unknown = true }`");
    }
    return {fact};
  }
};

template <>
struct TestFormat<YoungestUnder> {
  static constexpr std::array<std::string_view, 1> kKeys{"youngest_under_months"};
  static constexpr bool kHasFact = false;

  static YoungestUnder read(TomlTable& row, std::string_view key, const std::string& /*fact*/) {
    return {Months{row.whole(key).value_or(0)}};
  }
};

template <>
struct TestFormat<BandAtLeast> {
  static constexpr std::array<std::string_view, 1> kKeys{"band"};
  static constexpr bool kHasFact = false;

  static BandAtLeast read(TomlTable& row, std::string_view key, const std::string& /*fact*/) {
    return {row.text(key)};
  }
};

struct TestReader {
  std::span<const std::string_view> keys;
  bool has_fact;
  Test (*read)(TomlTable& row, std::string_view key, const std::string& fact);
};

template <class... Kind>
constexpr auto readers_of(std::type_identity<std::variant<Kind...>>) {
  return std::array{
      TestReader{TestFormat<Kind>::kKeys, TestFormat<Kind>::kHasFact,
                 [](TomlTable& row, std::string_view key, const std::string& fact) -> Test {
                   return TestFormat<Kind>::read(row, key, fact);
                 }}...};
}

/// By alternative.
constexpr auto kReaders = readers_of(std::type_identity<Test>{});

/// The reader of the one test that is written, and its key.
struct WrittenTest {
  const TestReader* reader = nullptr;
  std::string_view key;
};

/// Of several the last.
WrittenTest test_in(const TomlTable& row) {
  WrittenTest written;
  for (const TestReader& one : kReaders) {
    for (const std::string_view key : one.keys) {
      if (row.has(key)) written = {&one, key};
    }
  }
  return written;
}

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  for (const TestReader& one : kReaders) keys.insert(keys.end(), one.keys.begin(), one.keys.end());
  keys.emplace_back("not");
  return keys;
}

std::optional<Condition> read_test(TomlTable& row) {
  const std::string fact = row.text("fact");
  const WrittenTest written = test_in(row);
  if (written.reader == nullptr) {
    static_cast<void>(row.text("measured"));  // of whatever condition it was to be
    const std::vector<std::string> known = known_keys();
    const std::string reason = "a condition has " + one_of(known);
    if (!row.refuse_others("no condition is called that; " + reason, known)) {
      row.faults().add(ErrorCode::missing_name, row.place(), row.field("fact"), fact, reason);
    }
    return std::nullopt;
  }
  for (const TestReader& one : kReaders) {
    for (const std::string_view key : one.keys) {
      if (key != written.key) row.refuse(key, "a condition has one test: write two of them");
    }
  }
  Condition condition{written.reader->read(row, written.key, fact), row.place()};
  const bool has_fact = written.reader->has_fact;
  if (has_fact != row.has("fact")) {
    row.faults().add(has_fact ? ErrorCode::missing_name : ErrorCode::unknown_name, row.place(),
                     row.field("fact"), fact,
                     has_fact ? "name the fact" : "this condition is not about a fact");
  }
  row.finish();
  return condition;
}

std::optional<Condition> read_condition(TomlTable& row) {
  if (!row.has("not")) return read_test(row);
  std::optional<TomlTable> inner = row.table("not");
  row.finish();
  if (!inner) return std::nullopt;
  if (inner->has("not")) {
    inner->refuse("not", "write the condition itself: the opposite of an opposite");
    return std::nullopt;
  }
  std::optional<Condition> condition = read_test(*inner);
  if (condition) condition->negated = true;
  return condition;
}

}  // namespace

When read_when(TomlTable& row) {
  When when;
  for (const auto& [key, list] : {std::pair{"all", &when.all}, {"any", &when.any}}) {
    std::vector<TomlTable> conditions = row.tables(key);
    if (conditions.empty() && row.is_empty_list(key)) {
      row.fault(ErrorCode::missing_value, key, "[]", "name a condition, or leave the list out");
    }
    for (TomlTable& condition : conditions) {
      if (auto read = read_condition(condition)) list->push_back(std::move(*read));
    }
  }
  return when;
}

}  // namespace waitlist
