/// \file order_equality.h
/// \brief How the groups that monitoring facts tell apart stand on a list: places, waits, points,
/// provisional places and duties to allocate, gaps by chance, by band and by rule.
/// Layer: equality (may use base to queue).  Figures: docs/reference/equality.md says what each
/// means, and what may be concluded from it.
/// Source: Equality Act 2010 s149.
/// Complexity: O(deals units facts measures) and O(2^k cases log cases) for k groups of rules.
/// Threads: pure; an OrderEquality is a value, share it freely.
/// Not: a verdict. What is hidden is not in it: whoever holds it holds no small count.
#pragma once

#include <waitlist/base/export.h>
#include <waitlist/base/result.h>
#include <waitlist/base/share_interval.h>
#include <waitlist/equality/permutation_test.h>
#include <waitlist/equality/shift_interval.h>
#include <waitlist/queue/ranking.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waitlist {

/// What is compared between a group and all other units. Each is that of the first case of a unit,
/// the one by which it stands.
enum class EqualityMeasure : std::uint8_t {
  place,          ///< 1 is the top
  waited,         ///< days so far
  points,         ///< thousandths
  provisional,    ///< 1 where unknown answers could put it in another band
  must_allocate,  ///< 1 where it must be allocated
};

/// A group to hide whatever its size: one that an earlier report hid.
struct HiddenGroup {
  std::string fact;   ///< id
  std::string group;  ///< id of MonitoredGroup
};

struct EqualityOptions {
  static constexpr std::uint64_t kSmallestLeast = 5;

  std::uint64_t smallest = 10;  ///< fewer units than this are not shown; at least kSmallestLeast
  std::vector<HiddenGroup> hide;
  /// Whether each comparison has intervals, and a p of its own counted where it can be: most of the
  /// time that a short list takes. Without it `alone` is that of the family's deals.
  bool details = true;
  DealOptions deals;  ///< its threads are those of everything; its level is that of the report
};

/// Units of whose first cases the same is said of a monitoring fact.
struct MonitoredGroup {
  enum class Kind : std::uint8_t {
    level,         ///< a level of a choice, a marker of a checklist
    none,          ///< checked, and there is none
    several,       ///< a checklist with more than one marker
    not_recorded,  ///< not asked, not known or pending
  };

  Kind kind{};
  std::string id;     ///< of the level; else `none`, `several` or `not_recorded` in brackets
  std::string label;  ///< plain English
  std::optional<std::uint64_t> units;  ///< nullopt: hidden

  [[nodiscard]] bool hidden() const noexcept { return !units; }
};

/// A group against all other units.
struct GroupComparison {
  std::size_t group = 0;  ///< of MonitoredFact::groups
  EqualityMeasure measure{};
  bool within_bands = false;  ///< labels were dealt inside bands only, and gaps are those there
  double mean = 0.0;          ///< of the group; of yes and no, the share
  double rest = 0.0;          ///< of all others
  double gap = 0.0;           ///< mean - rest; within bands the mean of the bands' gaps
  std::optional<ShiftInterval> usual;  ///< over all bands, of places, waits and points
  std::optional<Between> between;      ///< over all bands, of yes and no: the share, at 95 %
  double alone = 1.0;                  ///< p of this comparison by itself
  bool alone_exact = false;
  double least_alone = 0.0;  ///< the smallest that p could be
  double p = 1.0;            ///< over all comparisons of the report
  bool told_apart = false;   ///< p is at most the level of the report
  /// How far the gap had to be exceeded to be told apart; infinite: no gap could have been.
  double told_apart_above = 0.0;
};

/// A yes or no of a group that is hidden because the count is small or would give one away.
struct HiddenShare {
  std::size_t group = 0;
  EqualityMeasure measure{};
};

/// What makes points, or moves places: one row of a split.
struct EqualityRule {
  enum class Kind : std::uint8_t {
    group,  ///< of points: what the criteria of a group of the policy give; of places: with caps
    taken_off,  ///< what overlap, caps, ceilings and limits take off a group
    waiting,
    filing,
    limits,     ///< of places: floors and ceilings on bands, and managers' decisions
    others,     ///< the rest together
    tie_break,  ///< of places: order keys and tier rules, where no rule above speaks
  };

  Kind kind{};
  std::string group;  ///< id in the policy; empty for others
  std::string label;  ///< plain English
};

/// The gaps of one group taken apart, in thousandths: the parts add up to the gap.
struct EqualitySplit {
  std::size_t group = 0;
  std::vector<std::int64_t> points;  ///< by MonitoredFact::point_rules
  std::int64_t points_gap = 0;
  std::vector<std::int64_t> places;  ///< by OrderEquality::place_rules
  std::int64_t places_gap = 0;
};

/// How many units of a team have anything recorded. The last is of the whole list, without a name.
struct MonitoringCompleteness {
  std::string team;
  std::uint64_t units = 0;
  std::optional<std::uint64_t> recorded;  ///< nullopt: hidden, and so is what is not recorded
};

struct MonitoredFact {
  std::string id;
  std::string label;
  bool compared = false;  ///< a choice or a checklist; of others only who has one is told
  std::vector<MonitoredGroup> groups;        ///< all that could be, in the order of the schema
  std::vector<GroupComparison> comparisons;  ///< by group, measure; within bands behind over all
  std::vector<HiddenShare> hidden_shares;
  std::vector<EqualityRule> point_rules;
  std::vector<EqualitySplit> splits;
  std::vector<MonitoringCompleteness> completeness;  ///< by team in byte order, then all
};

/// How the comparisons of one kind were tested.
struct EqualityFamily {
  bool within_bands = false;
  std::size_t comparisons = 0;
  bool exact = false;
  std::uint64_t deals = 0;
};

struct OrderEquality {
  /// Teams beyond which completeness is told for the whole list alone.
  static constexpr std::size_t kTeamsMost = 200;
  /// Units of a list, and units squared times thousandths of a point of one of its cases.
  static constexpr std::size_t kUnitsMost = 1'000'000;
  static constexpr double kSquaredMost = 4e18;

  Ranking ranking;
  EqualityOptions options;
  std::uint64_t units = 0;
  std::uint64_t cases = 0;
  std::uint64_t provisional = 0;         ///< units
  std::uint64_t must_allocate = 0;       ///< units
  std::vector<EqualityFamily> families;  ///< over all bands; within them, where there are several
  std::vector<EqualityRule> place_rules;
  std::vector<MonitoredFact> facts;
  std::vector<EqualityMeasure> alike;  ///< in which no two units differ: not compared
};

/// Compares the groups of every monitoring fact. Gaps are taken apart where the ranking keeps its
/// contributions. Errors: a part of a ranking, `smallest` below its least, a group to hide that is
/// none, no deals, a level that is no share, a list too large.
[[nodiscard]] WAITLIST_EXPORT Result<OrderEquality> equality_of(
    const Ranking& ranking, const EqualityOptions& options = {});

/// `place`, `waited`, `points`, `provisional`, `must_allocate`.
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(EqualityMeasure measure) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(MonitoredGroup::Kind kind) noexcept;
[[nodiscard]] WAITLIST_EXPORT std::string_view to_text(EqualityRule::Kind kind) noexcept;

}  // namespace waitlist
