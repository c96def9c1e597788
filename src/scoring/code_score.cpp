#include "scoring/code_score.h"

#include <waitlist/base/limits.h>

#include "policy/answer_rules.h"
#include "scoring/fact_score.h"
#include "scoring/filing_points.h"
#include "scoring/group_points.h"
#include "scoring/standing.h"

#include <algorithm>
#include <span>

namespace waitlist {
namespace {

void add(SumWays& sum, const SumWays& number) noexcept {
  for (std::size_t way = 0; way < sum.in.size(); ++way) sum.in[way] += number.in[way];
}

void raise(SumWays& highest, const SumWays& number) noexcept {
  for (std::size_t way = 0; way < highest.in.size(); ++way) {
    highest.in[way] = std::max(highest.in[way], number.in[way]);
  }
}

/// A set of one bit, or of none.
std::uint64_t set_if(bool holds, std::size_t bit) noexcept {
  return holds ? std::uint64_t{1} << bit : 0;
}

/// Points in the order of SumWays::Way.
using PointsInWays = std::array<Points, 3>;

/// A group added up.
struct GroupSums {
  SumWays sum;
  SumWays highest;  ///< only where the group combines by it
};

/// The answers of one case, and what the tables say of them.
class CodeReader {
 public:
  explicit CodeReader(const ScoredCase& scored)
      : scored_{scored},
        tables_{scored.tables.codes},
        codes_{scored.answers.codes(scored.row).data()} {}

  /// The points of a group in each way, ages included, before the limit on unknown answers.
  [[nodiscard]] PointsInWays group(std::size_t index, const Readings<ConditionSet>& hold) const {
    if (tables_.conditional(index)) return group_where(index, hold);
    const GroupTable& group = scored_.tables.groups[index];
    const bool by_sum = group.combine == Combine::sum;
    const GroupSums sums = by_sum ? added<false>(index) : added<true>(index);
    PointsInWays points = as_points(sums.sum);
    PointsInWays highest = as_points(sums.highest);
    if (group.constant != Points{}) add_constant(group.constant, points, highest);
    if (group.has_age) add_age(points, highest);
    if (!by_sum) {
      for (std::size_t way = 0; way < points.size(); ++way) {
        points[way] = combined(group.combine, points[way], highest[way]);
      }
    }
    for (Points& one : points) one = std::min(one, group.cap);
    return points;
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
    Readings<ConditionSet> hold{truth.certain, used, truth.possible};
    const auto all = tables_.conditions();
    for (std::size_t i = tables_.facts_end(); i < all.size(); ++i) {
      if (all[i].test != ConditionTable::Test::age) continue;
      set(hold, i, age_truth(all[i], scored_.ages));
    }
    return hold;
  }

  /// The same as ceilings take them: an age only where it is known.
  [[nodiscard]] Readings<ConditionSet> of_ceilings(Readings<ConditionSet> hold) const {
    const auto all = tables_.conditions();
    for (std::size_t i = tables_.facts_end(); i < all.size(); ++i) {
      if (all[i].test != ConditionTable::Test::age) continue;
      if (!age_truth_of_rate(all[i], scored_.ages).used) hold.used &= ~set_if(true, i);
    }
    return hold;
  }

  /// The same as rates take them: with those on bands as well.
  [[nodiscard]] Readings<ConditionSet> of_rates(const Readings<ConditionSet>& hold,
                                                const Readings<BandIndex>& bands) const {
    Readings<ConditionSet> of_rates = of_ceilings(hold);
    const auto all = tables_.conditions();
    for (std::size_t i = tables_.facts_end(); i < all.size(); ++i) {
      if (all[i].test == ConditionTable::Test::band) set(of_rates, i, band_truth(all[i], bands));
    }
    return of_rates;
  }

 private:
  static PointsInWays as_points(const SumWays& sums) noexcept {
    return {Points{sums.in[0]}, Points{sums.in[1]}, Points{sums.in[2]}};
  }

  static void add_constant(Points constant, PointsInWays& points, PointsInWays& highest) {
    for (std::size_t way = 0; way < points.size(); ++way) {
      points[way] += constant;
      highest[way] = std::max(highest[way], constant);
    }
  }

  void add_age(PointsInWays& points, PointsInWays& highest) const {
    const AgeNumber number = age_number(scored_);
    const PointsInWays age{number.least, number.used, number.most};
    for (std::size_t way = 0; way < points.size(); ++way) {
      points[way] += age[way];
      highest[way] = std::max(highest[way], age[way]);
    }
  }

  static void set(Readings<ConditionSet>& hold, std::size_t bit, const Truth& truth) {
    hold.least |= set_if(truth.least, bit);
    hold.used |= set_if(truth.used, bit);
    hold.most |= set_if(truth.most, bit);
  }

  template <bool WithHighest>
  [[nodiscard]] GroupSums added(std::size_t index) const {
    GroupSums sums;
    const std::span<const CodeColumn> columns = tables_.group(index);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const AnswerCode code = codes_[columns[i].fact];
      const SumWays number =
          code < columns[i].told ? tables_.points(columns[i], code) : read(index, i);
      add(sums.sum, number);
      if (WithHighest) raise(sums.highest, number);
    }
    return sums;
  }

  [[nodiscard]] SumWays number(std::size_t group, std::size_t criterion_of_group) const {
    const CodeColumn& column = tables_.group(group)[criterion_of_group];
    const AnswerCode code = codes_[column.fact];
    return code < column.told ? tables_.points(column, code) : read(group, criterion_of_group);
  }

  /// A group of which some criteria count only where conditions hold.
  [[nodiscard]] PointsInWays group_where(std::size_t index,
                                         const Readings<ConditionSet>& hold) const {
    const GroupTable& group = scored_.tables.groups[index];
    const std::span<const RuleSets> whens = tables_.whens(index);
    Combination least;
    Combination full;
    Combination most;
    for (std::size_t i = 0; i < whens.size(); ++i) {
      const SumWays one = number(index, i);
      if (whens[i].met(hold.least)) least.add(Points{one.in[SumWays::least]});
      if (whens[i].met(hold.used)) full.add(Points{one.in[SumWays::full]});
      if (whens[i].met(hold.most)) most.add(Points{one.in[SumWays::most]});
    }
    for (Combination* way : {&least, &full, &most}) way->add(group.constant);
    if (group.has_age) {
      const AgeNumber age = age_number(scored_);
      least.add(age.least);
      full.add(age.used);
      most.add(age.most);
    }
    return {least.value(group), full.value(group), most.value(group)};
  }

  static SumWays ways_of(const AnswerWorth& worth) noexcept {
    const auto small = [](Points points) { return static_cast<std::int32_t>(points.count()); };
    return {{small(worth.least), small(worth.full), small(worth.most), 0}};
  }

  // What an answer says that its code does not tell.

  [[nodiscard]] SumWays read(std::size_t group, std::size_t criterion_of_group) const {
    const PolicyTables& tables = scored_.tables;
    const CriterionTable& criterion =
        tables.criteria[tables.groups[group].criteria[criterion_of_group]];
    if (criterion.pair) return ways_of(answer_worth(criterion, scored_));
    return sum_ways(criterion, scored_.answer(criterion.fact), scored_.measure_days());
  }

  [[nodiscard]] CertainAndPossible read(const CodeTables::FactConditions& fact) const {
    return tables_.truth(fact, scored_.answer(fact.column.fact), scored_.measure_days());
  }

  const ScoredCase& scored_;
  const CodeTables& tables_;
  const AnswerCode* codes_;
};

/// What the score takes of a group, and with it of what is left for what is not known.
Points take(const PointsInWays& points, Points ceiling, Points& left) noexcept {
  const Points known = std::min(points[SumWays::least], ceiling);
  const Points taken = std::min(std::min(points[SumWays::full], ceiling) - known, left);
  left -= taken;
  return known + taken;
}

Truth truth_of(const RuleSets& rule, const Readings<ConditionSet>& hold) {
  // What certainly holds may hold, so most rules are done with at the first question.
  if (!rule.met(hold.most)) return {};
  return {rule.met(hold.least), rule.met(hold.used), true};
}

Readings<Points> ceiling_of(const GroupTable& group,
                            const PolicyTables& tables,
                            const Readings<ConditionSet>& hold) {
  GroupLimiter limiter;
  for (const std::uint16_t index : group.ceilings) {
    limiter.note(tables.ceilings[index].at_most, truth_of(tables.codes.ceilings()[index], hold));
  }
  return limiter.left();
}

BandLimits limits_of(const ScoredCase& scored,
                     const CodeReader& reader,
                     const Readings<ConditionSet>& hold) {
  const PolicyTables& tables = scored.tables;
  BandLimiter limiter{tables};
  for (std::size_t i = 0; i < tables.floors.size(); ++i) {
    const FloorTable& floor = tables.floors[i];
    limiter.note(floor, floor.pair ? floor_hold(floor, scored)
                                   : floor_hold(floor, truth_of(tables.codes.floors()[i], hold)));
  }
  if (!tables.ceilings.empty()) {
    const Readings<ConditionSet> lower = reader.of_ceilings(hold);
    for (std::size_t i = 0; i < tables.ceilings.size(); ++i) {
      const auto& band = tables.ceilings[i].band;
      if (band) limiter.note_ceiling(*band, truth_of(tables.codes.ceilings()[i], lower));
    }
  }
  return limiter.limits(cannot_tell(scored));
}

void add_bands_and_times(const ScoredCase& scored,
                         const CompiledPolicy& policy,
                         const CodeReader& reader,
                         const Readings<ConditionSet>& hold,
                         Day as_of,
                         FactScore& score) {
  const PolicyTables& tables = scored.tables;
  const Readings<BandIndex> bands =
      fact_bands(scored, policy, score.risk, limits_of(scored, reader, hold), as_of);
  FastestTimes fastest;
  if (!tables.faster.empty()) {
    const Readings<ConditionSet> all = reader.of_rates(hold, bands);
    for (std::size_t i = 0; i < tables.faster.size(); ++i) {
      fastest.note(tables.faster[i].times, truth_of(tables.codes.faster()[i], all));
    }
  }
  take_over(bands, fastest.times(), score);
}

}  // namespace

FactScore score_by_codes(const ScoredCase& scored, const CompiledPolicy& policy, Day as_of) {
  const PolicyTables& tables = scored.tables;
  if (!tables.codes.fit() || scored.has_stale()) return fact_score(scored, policy, as_of);
  const CodeReader reader{scored};
  const Readings<ConditionSet> hold = reader.conditions();
  FactScore score;
  Points left = tables.unknown_cap;
  for (const std::uint16_t index : tables.group_visits) {
    const GroupTable& group = tables.groups[index];
    const PointsInWays points = reader.group(index, hold);
    Readings<Points> ceiling{kNoCap, kNoCap, kNoCap};
    if (!group.ceilings.empty()) ceiling = ceiling_of(group, tables, reader.of_ceilings(hold));
    (group.risk ? score.risk : score.other) += PointsRange{
        std::min(points[SumWays::least], ceiling.least), take(points, ceiling.used, left),
        std::min(points[SumWays::most], ceiling.most)};
  }
  add_bands_and_times(scored, policy, reader, hold, as_of, score);
  if (tables.slack_where) score.slack = slack_rows(scored);
  return score;
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
  const Readings<ConditionSet> lower = reader.of_ceilings(hold);
  Points left = tables.unknown_cap;
  const auto take_of = [&](std::size_t index) {
    const GroupTable& table = tables.groups[index];
    Points ceiling = kNoCap;
    if (!table.ceilings.empty()) ceiling = ceiling_of(table, tables, lower).used;
    return take(reader.group(index, hold), ceiling, left);
  };
  if (left == kNoCap) return take_of(group);
  for (const std::uint16_t index : tables.group_visits) {
    const Points used = take_of(index);
    if (index == group) return used;
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
