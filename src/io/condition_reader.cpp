#include "io/condition_reader.h"

#include <waitlist/policy/compiled_policy.h>

#include <array>
#include <type_traits>
#include <utility>

namespace waitlist {
namespace {

using Test = decltype(Condition::test);

/// How a kind of condition is written: by a key of its own, beside `fact` where it is about one.
/// A new alternative of Condition::test does not compile without one.
template <class Kind>
struct TestFormat;

template <>
struct TestFormat<FactAtLeast> {
  static constexpr std::string_view kKey = "at_least";
  static constexpr bool kHasFact = true;

  static FactAtLeast read(TomlTable& row, const std::string& fact) {
    if (row.is_text(kKey)) return {fact, row.text(kKey)};
    return {fact, row.decimal(kKey).value_or(0)};
  }
};

template <>
struct TestFormat<FactAnyOf> {
  static constexpr std::string_view kKey = "any_of";
  static constexpr bool kHasFact = true;

  static FactAnyOf read(TomlTable& row, const std::string& fact) { return {fact, row.texts(kKey)}; }
};

template <>
struct TestFormat<FactWithin> {
  static constexpr std::string_view kKey = "within_days";
  static constexpr bool kHasFact = true;

  static FactWithin read(TomlTable& row, const std::string& fact) {
    return {fact, Days{row.whole(kKey).value_or(0)}, row.word("measured", MeasuredTo::listed)};
  }
};

template <>
struct TestFormat<YoungestUnder> {
  static constexpr std::string_view kKey = "youngest_under_months";
  static constexpr bool kHasFact = false;

  static YoungestUnder read(TomlTable& row, const std::string&) {
    return {Months{row.whole(kKey).value_or(0)}};
  }
};

template <>
struct TestFormat<BandAtLeast> {
  static constexpr std::string_view kKey = "band";
  static constexpr bool kHasFact = false;

  static BandAtLeast read(TomlTable& row, const std::string&) { return {row.text(kKey)}; }
};

struct TestReader {
  std::string_view key;
  bool has_fact;
  Test (*read)(TomlTable& row, const std::string& fact);
};

template <class... Kind>
constexpr auto readers_of(std::type_identity<std::variant<Kind...>>) {
  return std::array{TestReader{TestFormat<Kind>::kKey, TestFormat<Kind>::kHasFact,
                               [](TomlTable& row, const std::string& fact) -> Test {
                                 return TestFormat<Kind>::read(row, fact);
                               }}...};
}

/// By alternative.
constexpr auto kReaders = readers_of(std::type_identity<Test>{});

/// The reader of the one test that is written; of several the last.
const TestReader* reader_for(const TomlTable& row) {
  const TestReader* reader = nullptr;
  for (const TestReader& one : kReaders) {
    if (row.has(one.key)) reader = &one;
  }
  return reader;
}

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  keys.reserve(kReaders.size());
  for (const TestReader& one : kReaders) keys.emplace_back(one.key);
  return keys;
}

std::optional<Condition> read_condition(TomlTable& row) {
  const std::string fact = row.text("fact");
  const TestReader* reader = reader_for(row);
  if (reader == nullptr) {
    static_cast<void>(row.text("measured"));  // of whatever condition it was to be
    const std::vector<std::string> known = known_keys();
    const std::string reason = "a condition has " + one_of(known);
    if (!row.refuse_others("no condition is called that; " + reason, known)) {
      row.faults().add(ErrorCode::missing_name, row.place(), row.field("fact"), fact, reason);
    }
    return std::nullopt;
  }
  for (const TestReader& one : kReaders) {
    if (one.key != reader->key) row.refuse(one.key, "a condition has one test: write two of them");
  }
  Condition condition{reader->read(row, fact), row.place()};
  if (reader->has_fact != row.has("fact")) {
    row.faults().add(reader->has_fact ? ErrorCode::missing_name : ErrorCode::unknown_name,
                     row.place(), row.field("fact"), fact,
                     reader->has_fact ? "name the fact" : "this condition is not about a fact");
  }
  row.finish();
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
