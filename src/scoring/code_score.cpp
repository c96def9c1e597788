#include "scoring/code_score.h"

#include <waitlist/base/limits.h>

#include "policy/answer_rules.h"
#include "scoring/fact_score.h"
#include "scoring/filing_points.h"
#include "scoring/group_points.h"
#include "scoring/standing.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>

namespace waitlist {
namespace {

/// A set of one bit, or of none.
std::uint64_t set_if(bool holds, std::size_t bit) noexcept {
  return holds ? std::uint64_t{1} << bit : 0;
}

std::int32_t small(Points points) noexcept {
  return static_cast<std::int32_t>(
      std::min<std::int64_t>(points.count(), std::numeric_limits<std::int32_t>::max()));
}

/// The answers of one case, and what the tables say of them.
class CodeReader {
 public:
  explicit CodeReader(const ScoredCase& scored)
      : scored_{scored}, tables_{scored.tables.codes}, codes_{scored.codes} {
    for (const AgeConditions::Under& under : tables_.ages().under) {
      if (scored.ages.youngest_known < under.months) young_ |= under.set;
    }
  }

  /// The points of a group in each way, ages included, before the limit on unknown answers.
  [[nodiscard]] SumWays group(const CodeGroup& group, const Readings<ConditionSet>& hold) const {
    if (group.conditional) return group_where(group, hold);
    SumWays sum;
    switch (group.combine) {
      case Combine::sum: sum = added<false>(group).sum; break;
      case Combine::highest: sum = added<true>(group).highest; break;
      case Combine::highest_plus_half_of_rest: {
        const GroupSums sums = added<true>(group);
        sum = sums.highest;
        sum += sums.highest.half_to(sums.sum);
        break;
      }
    }
    return lower(sum, group.cap);
  }

  /// What the points in use of a group are made of, before the limit on unknown answers.
  void in_use(const CodeGroup& group, ConditionSet hold, GroupInUse& to) const {
    Points* next = to.numbers;
    const auto note = [&](std::int32_t number) {
      *next++ = Points{number};
      to.full.add(Points{number});
    };
    const std::span<const CodeColumn> criteria = tables_.criteria(group);
    const std::span<const RuleSets> whens = tables_.whens(group);
    for (std::size_t i = 0; i < criteria.size(); ++i) {
      const bool counts = !group.conditional || whens[i].met(hold);
      note(counts ? number(group, i)[SumWays::full] : 0);
    }
    if (group.constant[SumWays::full] != 0) note(group.constant[SumWays::full]);
    if (group.has_age) note(age()[SumWays::full]);
  }

  /// Which conditions hold, but for those on bands.
  [[nodiscard]] Readings<ConditionSet> conditions() const {
    CertainAndPossible truth;
    for (const CodeTables::FactConditions& fact : tables_.fact_conditions()) {
      const AnswerCode code = codes_[fact.column.fact];
      const CertainAndPossible one =
          code < fact.column.told ? tables_.truth(fact.column, code) : read(fact);
      truth.certain |= one.certain;
      truth.possible |= one.possible;
    }
    const ConditionSet used = truth.certain | (truth.possible & tables_.used_while_possible());
    const AgeConditions& ages = tables_.ages();
    const ConditionSet maybe = scored_.ages.open ? ages.plain | ages.negated : young_;
    const ConditionSet older = ~maybe & ages.negated;
    return {truth.certain | (young_ & ages.plain) | older, used | (maybe & ages.plain) | older,
            truth.possible | (maybe & ages.plain) | (~young_ & ages.negated)};
  }

  /// The same as ceilings take them: an age only where it is known.
  [[nodiscard]] Readings<ConditionSet> of_ceilings(Readings<ConditionSet> hold) const {
    hold.used &= ~(tables_.ages().plain & ~young_);
    return hold;
  }

  /// The same as rates take them: with those on bands as well.
  [[nodiscard]] Readings<ConditionSet> of_rates(const Readings<ConditionSet>& hold,
                                                const Readings<BandIndex>& bands) const {
    Readings<ConditionSet> of_rates = of_ceilings(hold);
    const auto all = tables_.conditions();
    for (std::size_t i = tables_.bands_begin(); i < all.size(); ++i) {
      const Truth truth = band_truth(all[i], bands);
      of_rates.least |= set_if(truth.least, i);
      of_rates.used |= set_if(truth.used, i);
      of_rates.most |= set_if(truth.most, i);
    }
    return of_rates;
  }

 private:
  /// A group added up.
  struct GroupSums {
    SumWays sum;
    SumWays highest;  ///< only where the group combines by it
  };

  [[nodiscard]] SumWays age() const {
    const AgeNumber number = age_number(scored_);
    return {small(number.least), small(number.used), small(number.most)};
  }

  template <bool WithHighest>
  [[nodiscard]] GroupSums added(const CodeGroup& group) const {
    GroupSums sums{group.constant, group.constant};
    const auto note = [&sums](const SumWays& number) {
      sums.sum += number;
      if (WithHighest) sums.highest = higher(sums.highest, number);
    };
    const std::span<const CodeColumn> criteria = tables_.criteria(group);
    for (const CodeColumn& column : criteria) note(tables_.points(column, codes_[column.fact]));
    if (sums.sum[SumWays::unread] != 0) {
      for (std::size_t i = 0; i < criteria.size(); ++i) {
        if (codes_[criteria[i].fact] >= criteria[i].told) note(read(group, i));
      }
    }
    if (group.has_age) note(age());
    return sums;
  }

  /// A group of which some criteria count only where conditions hold.
  [[nodiscard]] SumWays group_where(const CodeGroup& group,
                                    const Readings<ConditionSet>& hold) const {
    const std::span<const RuleSets> whens = tables_.whens(group);
    const std::span<const CodeColumn> criteria = tables_.criteria(group);
    Combination least;
    Combination full;
    Combination most;
    const auto note = [&](const SumWays& number, bool in_least, bool in_full, bool in_most) {
      if (in_least) least.add(Points{number[SumWays::least]});
      if (in_full) full.add(Points{number[SumWays::full]});
      if (in_most) most.add(Points{number[SumWays::most]});
    };
    for (std::size_t i = 0; i < criteria.size(); ++i) {
      note(number(group, i), whens[i].met(hold.least), whens[i].met(hold.used),
           whens[i].met(hold.most));
    }
    note(group.constant, true, true, true);
    if (group.has_age) note(age(), true, true, true);
    const GroupTable& table = scored_.tables.groups[group.index];
    return {small(least.value(table)), small(full.value(table)), small(most.value(table))};
  }

  [[nodiscard]] SumWays number(const CodeGroup& group, std::size_t criterion_of_group) const {
    const CodeColumn& column = tables_.criteria(group)[criterion_of_group];
    const AnswerCode code = codes_[column.fact];
    return code < column.told ? tables_.points(column, code) : read(group, criterion_of_group);
  }

  // What an answer says that its code does not tell.

  [[nodiscard]] SumWays read(const CodeGroup& group, std::size_t criterion_of_group) const {
    const PolicyTables& tables = scored_.tables;
    const CriterionTable& criterion =
        tables.criteria[tables.groups[group.index].criteria[criterion_of_group]];
    if (!criterion.pair) {
      return sum_ways(criterion, scored_.answer(criterion.fact), scored_.measure_days());
    }
    const AnswerWorth worth = answer_worth(criterion, scored_);
    return {small(worth.least), small(worth.full), small(worth.most)};
  }

  [[nodiscard]] CertainAndPossible read(const CodeTables::FactConditions& fact) const {
    return tables_.truth(fact, scored_.answer(fact.column.fact), scored_.measure_days());
  }

  const ScoredCase& scored_;
  const CodeTables& tables_;
  const AnswerCode* codes_;
  ConditionSet young_ = 0;  ///< those of bounds that a child is known to be under
};

Truth truth_of(const RuleSets& rule, const Readings<ConditionSet>& hold) {
  // What certainly holds may hold, so most rules are done with at the first question.
  if (!rule.met(hold.most)) return {};
  return {rule.met(hold.least), rule.met(hold.used), true};
}

SumWays ceiling_of(const CodeGroup& group,
                   const PolicyTables& tables,
                   const Readings<ConditionSet>& lower_hold) {
  GroupLimiter limiter;
  for (const std::uint16_t index : tables.groups[group.index].ceilings) {
    limiter.note(tables.ceilings[index].at_most,
                 truth_of(tables.codes.ceilings()[index], lower_hold));
  }
  const Readings<Points>& left = limiter.left();
  return {small(left.least), small(left.used), small(left.most)};
}

/// What the score takes of a group in each way, and with it of what is left for what is not known.
SumWays take(const CodeReader& reader,
             const CodeGroup& group,
             const PolicyTables& tables,
             const Readings<ConditionSet>& hold,
             std::int32_t& left) {
  SumWays points = reader.group(group, hold);
  std::int32_t known = points[SumWays::least];
  if (group.has_ceilings) {
    const SumWays ceiling = ceiling_of(group, tables, reader.of_ceilings(hold));
    known = std::min(known, ceiling[SumWays::full]);
    points = lower(points, ceiling);
  }
  const std::int32_t unknown = points[SumWays::full] - known;
  const std::int32_t taken = std::min(unknown, left);
  left -= taken;
  points += SumWays{0, taken - unknown, 0};
  return points;
}

/// Where there are too many conditions for outcomes of their sets.
BandLimiter noted_one_by_one(const PolicyTables& tables,
                             const Readings<ConditionSet>& hold,
                             const Readings<ConditionSet>& lower_hold) {
  BandLimiter limiter{tables};
  for (std::size_t i = 0; i < tables.floors.size(); ++i) {
    const FloorTable& floor = tables.floors[i];
    if (floor.pair) continue;
    limiter.note(floor, floor_hold(floor, truth_of(tables.codes.floors()[i], hold)));
  }
  for (std::size_t i = 0; i < tables.ceilings.size(); ++i) {
    const auto& band = tables.ceilings[i].band;
    if (band) limiter.note_ceiling(*band, truth_of(tables.codes.ceilings()[i], lower_hold));
  }
  return limiter;
}

Readings<std::int64_t> times_one_by_one(const PolicyTables& tables,
                                        const Readings<ConditionSet>& hold) {
  FastestTimes fastest;
  for (std::size_t i = 0; i < tables.faster.size(); ++i) {
    fastest.note(tables.faster[i].times, truth_of(tables.codes.faster()[i], hold));
  }
  return fastest.times();
}

/// What the sets of conditions that hold come to.
struct Outcomes {
  const SetOutcome& least;
  const SetOutcome& used;
  const SetOutcome& lower;  ///< `used` as ceilings and rates take it
  const SetOutcome& most;

  [[nodiscard]] BandLimiter limiter() const noexcept {
    return {{least.floor, used.floor, most.floor},
            {least.firm, used.firm, most.firm},
            {most.ceiling, lower.ceiling, least.ceiling}};
  }

  [[nodiscard]] Readings<std::int64_t> times(std::span<const std::int64_t> all) const noexcept {
    return {all[least.faster], all[lower.faster], all[most.faster]};
  }
};

void add_bands_and_times(const ScoredCase& scored,
                         const CompiledPolicy& policy,
                         const CodeReader& reader,
                         const Readings<ConditionSet>& hold,
                         Day as_of,
                         FactScore& score) {
  const PolicyTables& tables = scored.tables;
  const CodeTables& codes = tables.codes;
  const Readings<ConditionSet> lower_hold = reader.of_ceilings(hold);
  std::optional<Outcomes> outcomes;
  if (codes.has_outcomes()) {
    outcomes.emplace(Outcomes{codes.outcome(hold.least), codes.outcome(hold.used),
                              codes.outcome(lower_hold.used), codes.outcome(hold.most)});
  }
  BandLimiter limiter = outcomes ? outcomes->limiter() : noted_one_by_one(tables, hold, lower_hold);
  for (const std::uint16_t index : codes.pair_floors()) {
    limiter.note(tables.floors[index], floor_hold(tables.floors[index], scored));
  }
  const Readings<BandIndex> bands =
      fact_bands(scored, policy, score.risk, limiter.limits(cannot_tell(scored)), as_of);
  take_over(bands,
            outcomes && !codes.faster_by_band()
                ? outcomes->times(codes.times())
                : times_one_by_one(tables, reader.of_rates(hold, bands)),
            score);
}

PointsRange range_of(const SumWays& sums) noexcept {
  return {Points{sums[SumWays::least]}, Points{sums[SumWays::full]}, Points{sums[SumWays::most]}};
}

/// Calls `note(reader, group, conditions that hold, points in use)` for each group.
template <class Note>
FactScore read_by_codes(const ScoredCase& scored,
                        const CompiledPolicy& policy,
                        Day as_of,
                        Note note) {
  const PolicyTables& tables = scored.tables;
  const CodeReader reader{scored};
  const Readings<ConditionSet> hold = reader.conditions();
  SumWays risk;
  SumWays other;
  std::int32_t left = tables.codes.unknown_cap();
  for (const CodeGroup& group : tables.codes.groups()) {
    const SumWays points = take(reader, group, tables, hold, left);
    (group.risk ? risk : other) += points;
    note(reader, group, hold, points[SumWays::full]);
  }
  FactScore score;
  score.risk = range_of(risk);
  score.other = range_of(other);
  add_bands_and_times(scored, policy, reader, hold, as_of, score);
  if (tables.slack_where) score.slack = slack_rows(scored);
  return score;
}

FactScore read_rule_by_rule(const ScoredCase& scored,
                            const CompiledPolicy& policy,
                            Day as_of,
                            std::span<GroupInUse> groups) {
  FactScore score;
  const auto notes = [groups](std::uint16_t index) {
    return [next = groups[index].numbers](Points number) mutable { *next++ = number; };
  };
  visit_groups(scored, notes, [&](std::uint16_t index, const GroupPoints& points) {
    add_group(scored.tables.groups[index], points, score);
    groups[index].full = points.full;
    groups[index].ceiling = points.ceiling.used;
    groups[index].used = points.used;
  });
  complete(scored, policy, as_of, score);
  return score;
}

}  // namespace

FactScore score_by_codes(const ScoredCase& scored, const CompiledPolicy& policy, Day as_of) {
  const PolicyTables& tables = scored.tables;
  if (!tables.codes.fit() || scored.has_stale()) return fact_score(scored, policy, as_of);
  return read_by_codes(scored, policy, as_of, [](const auto&...) {});
}

FactScore score_by_codes(const ScoredCase& scored,
                         const CompiledPolicy& policy,
                         Day as_of,
                         std::span<GroupInUse> groups) {
  const PolicyTables& tables = scored.tables;
  if (!tables.codes.fit() || scored.has_stale()) {
    return read_rule_by_rule(scored, policy, as_of, groups);
  }
  return read_by_codes(scored, policy, as_of,
                       [&](const CodeReader& reader, const CodeGroup& group,
                           const Readings<ConditionSet>& hold, std::int32_t used) {
                         GroupInUse& to = groups[group.index];
                         reader.in_use(group, hold.used, to);
                         to.used = Points{used};
                         if (!group.has_ceilings) return;
                         const SumWays left = ceiling_of(group, tables, reader.of_ceilings(hold));
                         to.ceiling = Points{left[SumWays::full]};
                       });
}

Points group_in_use(const ScoredCase& scored, std::size_t group) {
  const PolicyTables& tables = scored.tables;
  if (!tables.codes.fit() || scored.has_stale()) {
    Points used;
    visit_groups(scored, [&](std::size_t index, const GroupPoints& points) {
      if (index == group) used = points.used;
    });
    return used;
  }
  const CodeReader reader{scored};
  Readings<ConditionSet> hold{};
  if (!tables.ceilings.empty() || tables.codes.any_conditional()) hold = reader.conditions();
  std::int32_t left = tables.codes.unknown_cap();
  for (const CodeGroup& one : tables.codes.groups()) {
    if (tables.unknown_cap == kNoCap && one.index != group) continue;
    const std::int32_t used = take(reader, one, tables, hold, left)[SumWays::full];
    if (one.index == group) return Points{used};
  }
  return {};
}

std::uint64_t floors_in_force(const ScoredCase& scored) {
  const PolicyTables& tables = scored.tables;
  static_assert(limits::kFloorsMax <= 64);
  std::uint64_t floors = 0;
  if (!tables.codes.fit()) {
    for (std::size_t i = 0; i < tables.floors.size(); ++i) {
      floors |= set_if(floor_hold(tables.floors[i], scored).used.has_value(), i);
    }
    return floors;
  }
  const ConditionSet hold = CodeReader{scored}.conditions().used;
  for (std::size_t i = 0; i < tables.floors.size(); ++i) {
    const bool held = tables.floors[i].pair ? floor_hold(tables.floors[i], scored).used.has_value()
                                            : tables.codes.floors()[i].met(hold);
    floors |= set_if(held, i);
  }
  return floors;
}

}  // namespace waitlist
