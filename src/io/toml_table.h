// A TOML table as rules want to read it: typed, bounded, every fault noted with its place.
#pragma once

#include <waitlist/base/decimal.h>
#include <waitlist/base/error.h>
#include <waitlist/base/limits.h>
#include <waitlist/policy/policy.h>

#include "base/enumerator_words.h"

#include <toml++/impl/forward_declarations.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace waitlist {

/// Faults of one text, in the order found.
class TomlFaults {
 public:
  explicit TomlFaults(std::string source) : source_{std::move(source)} {}

  /// The text that nodes come from, so that a number is taken as it is written. It must outlive the
  /// reading.
  void keep_text(std::string_view text);

  /// What stands at a node of that text; empty without one, and for what is not in one line.
  [[nodiscard]] std::string_view written(const toml::node& node) const;

  void add(ErrorCode code,
           TextPlace place,
           std::string field,
           std::string_view found,
           std::string reason);

  [[nodiscard]] const std::string& source() const noexcept { return source_; }

  [[nodiscard]] bool empty() const noexcept { return errors_.empty(); }

  void add(Error error) { errors_.push_back(std::move(error)); }

  [[nodiscard]] Errors take() { return std::move(errors_); }

 private:
  std::string source_;
  Errors errors_;
  std::string_view text_;
  std::vector<std::size_t> lines_;  ///< where each line of the text begins
};

enum class Need : std::uint8_t { optional, required };

/// What is said of points outside of what numbers of their kind are.
inline constexpr const char* kPointsRange = "points are 0 to 1000000";
inline constexpr const char* kRateRange = "this number is -1000000 to 1000000 points";

class TomlTable {
 public:
  /// `path` leads to this table from the root; empty for the root itself.
  TomlTable(const toml::table& table, std::string path, TomlFaults& faults)
      : table_{table}, path_{std::move(path)}, faults_{faults} {}

  [[nodiscard]] TextPlace place() const;
  [[nodiscard]] TextPlace place_of(std::string_view key) const;

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] bool is_text(std::string_view key) const;
  /// Whether a list that begins with a text is written.
  [[nodiscard]] bool is_text_list(std::string_view key) const;
  [[nodiscard]] bool is_empty_list(std::string_view key) const;

  /// The field name of a key: `criterion[3].group`.
  [[nodiscard]] std::string field(std::string_view key) const;

  [[nodiscard]] TomlFaults& faults() noexcept { return faults_; }

  /// Reads `format`, which is 1: reports another one, or none.
  void require_format();

  // Each reads one key; after a fault the value is empty, and reading goes on.
  /// Without control characters but tabs and line breaks.
  [[nodiscard]] std::string text(std::string_view key, Need need = Need::optional);
  /// A name, which is one line without control characters.
  [[nodiscard]] std::string line(std::string_view key, Need need = Need::optional);
  [[nodiscard]] bool flag(std::string_view key, bool otherwise);
  [[nodiscard]] std::optional<std::int64_t> whole(std::string_view key, Need need = Need::optional);
  /// A number with or without decimals, exactly.
  [[nodiscard]] std::optional<Decimal> decimal(std::string_view key, Need need = Need::optional);
  /// The same of every item of a list.
  [[nodiscard]] std::vector<Decimal> decimals(std::string_view key);
  /// A number with or without decimals, from `least` to `most`.
  [[nodiscard]] std::optional<double> number(std::string_view key,
                                             double least,
                                             double most,
                                             Need need = Need::optional);
  /// The same of every item of a list.
  [[nodiscard]] std::vector<double> numbers(std::string_view key, double least, double most);
  /// A whole number from `least` to `most`.
  [[nodiscard]] std::optional<std::int64_t> whole_within(std::string_view key,
                                                         std::int64_t least,
                                                         std::int64_t most,
                                                         Need need = Need::optional);
  /// A share from 0 to 1 in whole thousandths; 0 when the key is absent.
  [[nodiscard]] std::int64_t share(std::string_view key);
  [[nodiscard]] std::vector<std::int64_t> shares(std::string_view key);
  /// `{ id = share, … }`, in thousandths.
  [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> shares_by_id(
      std::string_view key);
  /// From -1000000 to 1000000; the policy judges them further. `range` is said of any other number.
  [[nodiscard]] std::optional<Points> points(std::string_view key,
                                             Need need = Need::optional,
                                             const char* range = kPointsRange);
  [[nodiscard]] std::optional<Day> day(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  /// The items of a list in which each is a text or a table.
  [[nodiscard]] std::vector<std::variant<std::string, TomlTable>> texts_or_tables(
      std::string_view key);
  [[nodiscard]] std::vector<std::int64_t> wholes(std::string_view key);
  /// A text, a whole number, or a list of these.
  [[nodiscard]] std::vector<std::variant<std::string, std::int64_t>> texts_or_wholes(
      std::string_view key);
  /// All keys, as they sort.
  [[nodiscard]] std::vector<std::string> keys() const;
  /// Points of a list in brackets.
  [[nodiscard]] std::vector<Points> points_list(std::string_view key);
  /// `{ id = points, … }`.
  [[nodiscard]] std::vector<LevelPoints> points_by_id(std::string_view key);
  /// The same in the order written.
  [[nodiscard]] std::vector<LevelPoints> points_in_order(std::string_view key);
  /// The keys of this table in the order written.
  [[nodiscard]] std::vector<std::string> keys_in_order() const;
  [[nodiscard]] std::optional<TomlTable> table(std::string_view key, Need need = Need::optional);
  /// An array of tables, written `[[key]]` or `[ {…}, {…} ]`.
  [[nodiscard]] std::vector<TomlTable> tables(std::string_view key, Need need = Need::optional);

  template <class Unit>
  [[nodiscard]] std::optional<Whole<Unit>> count_of(std::string_view key,
                                                    Need need = Need::optional) {
    const auto number = whole(key, need);
    return number ? std::optional{Whole<Unit>{*number}} : std::nullopt;
  }

  /// The enumerator that to_text() calls by this word.
  template <class Enum>
  [[nodiscard]] Enum word(std::string_view key, Enum otherwise, Need need = Need::optional) {
    const std::string found = text(key, need);
    if (found.empty() && (need == Need::required || !is_text(key))) return otherwise;
    if (const auto read = enumerator_of<Enum>(found)) return *read;
    unknown_word(key, found, enumerator_words<Enum>());
    return otherwise;
  }

  void unknown_word(std::string_view key,
                    std::string_view found,
                    const std::vector<std::string>& known,
                    std::string_view advice = {});

  /// Somebody else reads this key.
  void pass(std::string_view key) { asked_.emplace_back(key); }

  /// A fault of this key's value.
  void fault(ErrorCode code, std::string_view key, std::string_view found, std::string reason);
  /// A fault of this key if it is there: it has no place beside what else is written.
  void refuse(std::string_view key, std::string reason);
  /// Reports every key that nothing has asked for.
  void finish();
  /// Keys that nothing has asked for.
  [[nodiscard]] std::vector<std::string> others() const;
  /// Reports these keys in place of finish(), which says nothing of them then: `reason` is what
  /// could be written. False: there are none.
  bool refuse_others(const std::string& reason, const std::vector<std::string>& known);

 private:
  const toml::node* find(std::string_view key, Need need);
  /// The items of a list; none where there is no list, which is reported unless it is absent.
  const toml::array& items(std::string_view key,
                           const std::string& expected,
                           Need need = Need::optional);
  /// What `read` makes of each item; one that it makes nothing of is reported.
  template <class Value, class Read>
  std::vector<Value> items_of(std::string_view key,
                              const char* expected,
                              const char* of_each,
                              Read read);
  [[nodiscard]] std::string item_field(std::string_view key, std::size_t index) const;
  std::string checked_text(std::string_view key,
                           Need need,
                           bool (*is_allowed)(std::string_view),
                           const char* allowed);
  /// A whole number, also one that is written with decimals that are 0.
  [[nodiscard]] static std::optional<std::int64_t> whole_of(const toml::node& node);
  void wrong_type(std::string_view key, const toml::node& node, std::string_view expected);
  [[nodiscard]] std::string shown(const toml::node& node) const;
  [[nodiscard]] std::optional<Decimal> exact(const toml::node& node) const;
  std::int64_t share_of(std::string_view key, const toml::node& node);
  std::optional<Points> points_of(std::string_view key, const toml::node& node, const char* range);
  std::optional<double> number_of(std::string_view key,
                                  const toml::node& node,
                                  double least,
                                  double most);

  const toml::table& table_;
  std::string path_;
  TomlFaults& faults_;
  std::vector<std::string> asked_;
};

[[nodiscard]] TextPlace place_of(const toml::node& node);

/// "`a`, `b` or `c`".
[[nodiscard]] std::string one_of(const std::vector<std::string>& keys);

}  // namespace waitlist
