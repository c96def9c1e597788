// The rules of a compiled policy, names resolved to numbers.
#pragma once

#include <waitlist/policy/compiled_policy.h>

#include "policy/pair_table.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace waitlist {

inline constexpr Points kNoCap{std::numeric_limits<std::int64_t>::max()};

/// Titles of the sources that a rule names.
using SourceTitles = std::vector<std::string_view>;

/// The days to which rules measure dates.
struct MeasureDays {
  Day listed_on;
  Day as_of;

  [[nodiscard]] Day day(bool to_as_of) const noexcept { return to_as_of ? as_of : listed_on; }
};

struct ConditionTable {
  enum class Test : std::uint8_t {
    level,
    number,
    marker_count,
    any_marker,
    any_level,
    within,         ///< days
    within_months,  ///< completed ones
    not_known,
    age,
    band,
  };

  Test test{};
  FactIndex fact = 0;
  std::int64_t bound = 0;     ///< least level, number, markers; days, months; or the band
  std::uint32_t markers = 0;  ///< or levels, a bit each
  bool to_as_of = false;      ///< a date is measured to the as-of date
  std::int64_t to = std::numeric_limits<std::int64_t>::max();  ///< most of what `bound` is least of
  bool no_meets = false;                                       ///< the answer `no` meets it
  bool older = false;    ///< a date is given, and is not within
  bool negated = false;  ///< what is known does not meet it

  /// Whether the condition is on an answer.
  [[nodiscard]] bool reads_fact() const noexcept;

  friend bool operator==(const ConditionTable&, const ConditionTable&) = default;
};

struct WhenTable {
  std::vector<ConditionTable> all{}, any{};

  /// Whether it asks nothing.
  [[nodiscard]] bool empty() const noexcept { return all.empty() && any.empty(); }
};

/// What a number of units from `from` on earns, up to the next row.
struct RangeTable {
  std::int64_t from = 0;  ///< as answers hold it; or days
  Points points;
};

struct CriterionTable {
  FactIndex fact = 0;
  std::uint16_t group = 0;
  FactKind kind = FactKind::choice;
  std::vector<Points> by_value;    ///< choice: by level; checklist: by marker
  std::vector<RangeTable> ranges;  ///< count and date
  Points maximum = kNoCap;         ///< checklist
  Points unknown;                  ///< points of an unknown answer in `used`
  Points most;                     ///< most that any answer can earn
  bool to_as_of = false;           ///< a date is measured to the as-of date
  WhenTable when;                  ///< it counts where this holds
  SourceTitles sources;
  std::optional<PointsPer> per;           ///< count and date: instead of ranges
  int decimals = 0;                       ///< of a count
  DateUnit unit = DateUnit::days;         ///< of a date
  std::optional<PairTable<Points>> pair;  ///< of two choices, `fact` the first: instead of by_value

  /// Whether an answer to the fact makes its points.
  [[nodiscard]] bool reads(FactIndex one) const noexcept {
    return fact == one || (pair && pair->other.fact == one);
  }
};

struct GroupTable {
  Combine combine = Combine::sum;
  Points cap = kNoCap;
  bool risk = true;
  bool has_age = false;
  std::vector<std::uint16_t> criteria;  ///< in the order of the policy
  std::vector<std::uint16_t> ceilings;  ///< those on the group, in the order of the policy
  Points constant;                      ///< what every case has in it
};

/// When what some rule says of a date changes: with so many units completed since it, and perhaps
/// days after that.
struct DateSteps {
  FactIndex fact = 0;
  DateUnit unit = DateUnit::days;
  std::vector<std::int64_t> at{};
  std::optional<PointsPer> per{};  ///< and with each of its steps
  Days after{};
};

/// What an age or a number of working days earns.
struct StepTable {
  std::int64_t limit = 0;  ///< months below it, working days up to it; never falling
  Points points;
  WhenTable when;
};

struct FloorTable {
  BandIndex band = 0;  ///< by two facts: the most urgent of them
  WhenTable when;
  bool whatever_else = false;                               ///< no ceiling puts a case below it
  std::optional<PairTable<std::optional<BandIndex>>> pair;  ///< in place of `when`
};

struct CeilingTable {
  std::optional<BandIndex> band;  ///< nullopt: on a group
  std::uint16_t group = 0;        ///< of a ceiling on one
  Points at_most = kNoCap;        ///< of that group
  WhenTable when;
  SourceTitles sources;
};

struct CannotTellTable {
  BandIndex band = 0;
  std::vector<FactIndex> facts;  ///< as written
};

struct FasterTable {
  std::int64_t times = 1000;  ///< thousandths
  WhenTable when;
};

}  // namespace waitlist
