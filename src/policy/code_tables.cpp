#include "policy/code_tables.h"

#include "policy/answer_rules.h"
#include "policy/every_when.h"
#include "policy/policy_tables.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace waitlist {
namespace {

/// How many codes of the fact tell what was answered.
std::uint16_t codes_told(const FactDefinition& fact) {
  const std::size_t values = fact.levels.size();
  switch (fact.kind) {
    case FactKind::choice: return static_cast<std::uint16_t>(kFirstValueCode + values);
    case FactKind::checklist:
      return static_cast<std::uint16_t>(
          std::min(std::size_t{kOtherCode}, kFirstValueCode + (std::size_t{1} << values)));
    case FactKind::count: return kOtherCode;
    case FactKind::date: break;
  }
  return kFirstValueCode;
}

/// Where the days do not matter: no date has one of the codes told.
MeasureDays any_days() noexcept { return {Day::first(), Day::first()}; }

constexpr std::int64_t kSmallMost = std::numeric_limits<std::int32_t>::max();

std::int32_t small(Points points) noexcept {
  return static_cast<std::int32_t>(std::min(points.count(), kSmallMost));
}

/// Whether all that groups can come to together is a small number.
bool points_fit(const PolicyTables& tables) {
  Points most = tables.age_most;
  if (tables.policy.age && tables.policy.age->further_children) {
    most += tables.policy.age->further_children->maximum;
  }
  for (const CriterionTable& criterion : tables.criteria) most += criterion.most;
  for (const GroupTable& group : tables.groups) most += group.constant;
  return most.count() <= kSmallMost;
}

/// Sets of more conditions are not written down one by one.
constexpr std::size_t kOutcomeConditions = 12;

bool asks_band(const WhenTable& when) {
  bool asks = false;
  each_condition(when, [&asks](const ConditionTable& condition) {
    asks = asks || condition.test == ConditionTable::Test::band;
  });
  return asks;
}

}  // namespace

SumWays sum_ways(const CriterionTable& criterion, Answer answer, const MeasureDays& days) {
  if (!answer.known()) return {0, small(criterion.unknown), small(criterion.most)};
  return SumWays::alike(small(known_points(criterion, answer, days)));
}

CodeTables::CodeTables(const PolicyTables& tables) {
  // Those of rows of ages and of slack are read one by one.
  for (const CriterionTable& criterion : tables.criteria) note_conditions(criterion.when);
  for (const FloorTable& floor : tables.floors) note_conditions(floor.when);
  for (const CeilingTable& ceiling : tables.ceilings) note_conditions(ceiling.when);
  for (const FasterTable& row : tables.faster) note_conditions(row.when);
  fit_ = points_fit(tables) && conditions_.size() <= std::numeric_limits<ConditionSet>::digits;
  if (!fit_) return;
  unknown_cap_ = small(tables.unknown_cap);
  sort_conditions();
  add_groups(tables);
  add_truth(tables.schema);
  add_rules(tables);
  if (bands_begin_ <= kOutcomeConditions) add_outcomes(tables);
}

void CodeTables::add_groups(const PolicyTables& tables) {
  for (const std::uint16_t index : tables.group_visits) {
    const GroupTable& group = tables.groups[index];
    CodeGroup& added = groups_.emplace_back();
    added.index = index;
    added.first = static_cast<std::uint32_t>(criteria_.size());
    added.constant = SumWays::alike(small(group.constant));
    added.cap = SumWays::alike(small(group.cap));
    added.combine = group.combine;
    added.risk = group.risk;
    added.has_age = group.has_age;
    added.has_ceilings = !group.ceilings.empty();
    for (const std::uint16_t of : group.criteria) {
      const CriterionTable& criterion = tables.criteria[of];
      add_column(tables, criterion);
      whens_.push_back(sets_of(criterion.when));
      added.conditional = added.conditional || !criterion.when.empty();
    }
    added.end = static_cast<std::uint32_t>(criteria_.size());
    any_conditional_ = any_conditional_ || added.conditional;
  }
}

void CodeTables::add_column(const PolicyTables& tables, const CriterionTable& criterion) {
  // What two answers come to together no code of one of them tells.
  const std::uint16_t told =
      criterion.pair ? std::uint16_t{0} : codes_told(tables.schema.fact(criterion.fact));
  criteria_.push_back({criterion.fact, told, static_cast<std::uint32_t>(points_.size())});
  for (std::size_t code = 0; code < kCodeRows; ++code) {
    const bool tells = code < told;
    points_.push_back(
        tells ? sum_ways(criterion, answer_of(static_cast<AnswerCode>(code)), any_days())
              : SumWays{0, 0, 0, 1});
  }
}

void CodeTables::note_conditions(const WhenTable& when) {
  each_condition(when, [this](const ConditionTable& condition) {
    if (std::ranges::find(conditions_, condition) == conditions_.end()) {
      conditions_.push_back(condition);
    }
  });
}

void CodeTables::sort_conditions() {
  std::ranges::stable_sort(conditions_, {}, [](const ConditionTable& condition) {
    return std::tuple{condition.test == ConditionTable::Test::band, !condition.reads_fact(),
                      condition.fact};
  });
  bands_begin_ = static_cast<std::size_t>(
      std::ranges::find(conditions_, ConditionTable::Test::band, &ConditionTable::test) -
      conditions_.begin());
  for (std::size_t i = 0; i < bands_begin_; ++i) {
    const ConditionTable& condition = conditions_[i];
    if (condition.reads_fact()) continue;
    const ConditionSet bit = ConditionSet{1} << i;
    (condition.negated ? ages_.negated : ages_.plain) |= bit;
    const auto known =
        std::ranges::find(ages_.under, condition.bound, &AgeConditions::Under::months);
    if (known != ages_.under.end()) {
      known->set |= bit;
    } else {
      ages_.under.push_back({condition.bound, bit});
    }
  }
}

void CodeTables::add_truth(const FactSchema& schema) {
  for (std::uint32_t i = 0; i < conditions_.size() && conditions_[i].reads_fact(); ++i) {
    const FactIndex fact = conditions_[i].fact;
    if (facts_.empty() || facts_.back().column.fact != fact) {
      facts_.push_back({{fact, codes_told(schema.fact(fact)), 0}, i, i});
    }
    ++facts_.back().end;
  }
  for (std::uint32_t i = 0; i < conditions_.size(); ++i) {
    const bool unknown = conditions_[i].test == ConditionTable::Test::not_known;
    if (unknown && !conditions_[i].negated) used_while_possible_ |= ConditionSet{1} << i;
  }
  for (FactConditions& fact : facts_) {
    fact.column.begin = static_cast<std::uint32_t>(truth_.size());
    for (std::uint32_t code = 0; code < fact.column.told; ++code) {
      truth_.push_back(truth(fact, answer_of(static_cast<AnswerCode>(code)), any_days()));
    }
  }
}

CertainAndPossible CodeTables::truth(const FactConditions& fact,
                                     Answer answer,
                                     const MeasureDays& days) const {
  CertainAndPossible truth;
  for (std::uint32_t i = fact.first; i < fact.end; ++i) {
    const AnswerTruth one = answer_truth(conditions_[i], answer, days, false);
    if (one.certain) truth.certain |= ConditionSet{1} << i;
    if (one.possible) truth.possible |= ConditionSet{1} << i;
  }
  return truth;
}

void CodeTables::add_rules(const PolicyTables& tables) {
  for (std::size_t i = 0; i < tables.floors.size(); ++i) {
    floors_.push_back(sets_of(tables.floors[i].when));
    if (tables.floors[i].pair) pair_floors_.push_back(static_cast<std::uint16_t>(i));
  }
  for (const CeilingTable& rule : tables.ceilings) ceilings_.push_back(sets_of(rule.when));
  times_ = {1000};
  for (const FasterTable& row : tables.faster) {
    faster_.push_back(sets_of(row.when));
    times_.push_back(row.times);
    faster_by_band_ = faster_by_band_ || asks_band(row.when);
  }
}

void CodeTables::add_outcomes(const PolicyTables& tables) {
  if (times_.size() > std::numeric_limits<std::uint8_t>::max()) return;
  const std::size_t sets = std::size_t{1} << bands_begin_;
  outcomes_.reserve(sets);
  for (ConditionSet hold = 0; hold < sets; ++hold) outcomes_.push_back(outcome_of(tables, hold));
}

SetOutcome CodeTables::outcome_of(const PolicyTables& tables, ConditionSet hold) const {
  const auto last = BandIndex{tables.policy.bands.size() - 1};
  SetOutcome outcome{last, last, 0, 0};
  for (std::size_t i = 0; i < floors_.size(); ++i) {
    const FloorTable& floor = tables.floors[i];
    if (floor.pair || !floors_[i].met(hold)) continue;
    outcome.floor = std::min(outcome.floor, floor.band);
    if (floor.whatever_else) outcome.firm = std::min(outcome.firm, floor.band);
  }
  for (std::size_t i = 0; i < ceilings_.size(); ++i) {
    const auto& band = tables.ceilings[i].band;
    if (band && ceilings_[i].met(hold)) outcome.ceiling = std::max(outcome.ceiling, *band);
  }
  for (std::size_t i = 0; i < faster_.size() && !faster_by_band_; ++i) {
    if (!faster_[i].met(hold)) continue;
    const bool first = outcome.faster == 0;
    if (first || times_[i + 1] > times_[outcome.faster]) {
      outcome.faster = static_cast<std::uint8_t>(i + 1);
    }
  }
  return outcome;
}

RuleSets CodeTables::sets_of(const WhenTable& when) const {
  const auto set_of = [this](const std::vector<ConditionTable>& conditions) {
    ConditionSet set = 0;
    for (const ConditionTable& condition : conditions) {
      const auto at = std::ranges::find(conditions_, condition) - conditions_.begin();
      set |= ConditionSet{1} << static_cast<unsigned>(at);
    }
    return set;
  };
  return {set_of(when.all), set_of(when.any)};
}

}  // namespace waitlist
