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

bool points_fit(const PolicyTables& tables) {
  Points most;
  for (const CriterionTable& criterion : tables.criteria) most += criterion.most;
  return most.count() <= std::numeric_limits<std::int32_t>::max();
}

}  // namespace

SumWays sum_ways(const CriterionTable& criterion, Answer answer, const MeasureDays& days) {
  const auto small = [](Points points) { return static_cast<std::int32_t>(points.count()); };
  if (!answer.known()) return {{0, small(criterion.unknown), small(criterion.most), 0}};
  const std::int32_t points = small(known_points(criterion, answer, days));
  return {{points, points, points, 0}};
}

CodeTables::CodeTables(const PolicyTables& tables) {
  // Those of rows of ages and of slack are read one by one.
  for (const CriterionTable& criterion : tables.criteria) note_conditions(criterion.when);
  for (const FloorTable& floor : tables.floors) note_conditions(floor.when);
  for (const CeilingTable& ceiling : tables.ceilings) note_conditions(ceiling.when);
  for (const FasterTable& row : tables.faster) note_conditions(row.when);
  fit_ = points_fit(tables) && conditions_.size() <= std::numeric_limits<ConditionSet>::digits;
  if (!fit_) return;
  add_points(tables);
  add_truth(tables.schema);
  add_whens(tables);
  for (const FloorTable& floor : tables.floors) floors_.push_back(sets_of(floor.when));
  for (const CeilingTable& rule : tables.ceilings) ceilings_.push_back(sets_of(rule.when));
  for (const FasterTable& row : tables.faster) faster_.push_back(sets_of(row.when));
}

void CodeTables::add_points(const PolicyTables& tables) {
  for (const GroupTable& group : tables.groups) {
    group_begin_.push_back(static_cast<std::uint32_t>(criteria_.size()));
    for (const std::uint16_t index : group.criteria) {
      const CriterionTable& criterion = tables.criteria[index];
      const FactDefinition& fact = tables.schema.fact(criterion.fact);
      const auto begin = static_cast<std::uint32_t>(points_.size());
      // What two answers come to together no code of one of them tells.
      const std::uint16_t told = criterion.pair ? std::uint16_t{0} : codes_told(fact);
      criteria_.push_back({criterion.fact, told, begin});
      for (std::uint32_t code = 0; code < criteria_.back().told; ++code) {
        const Answer answer = answer_of(static_cast<AnswerCode>(code));
        points_.push_back(sum_ways(criterion, answer, any_days()));
      }
    }
  }
  group_begin_.push_back(static_cast<std::uint32_t>(criteria_.size()));
}

void CodeTables::note_conditions(const WhenTable& when) {
  each_condition(when, [this](const ConditionTable& condition) {
    if (std::ranges::find(conditions_, condition) == conditions_.end()) {
      conditions_.push_back(condition);
    }
  });
}

void CodeTables::add_whens(const PolicyTables& tables) {
  for (const GroupTable& group : tables.groups) {
    bool conditional = false;
    for (const std::uint16_t index : group.criteria) {
      whens_.push_back(sets_of(tables.criteria[index].when));
      conditional = conditional || !tables.criteria[index].when.empty();
    }
    conditional_.push_back(conditional);
    any_conditional_ = any_conditional_ || conditional;
  }
}

void CodeTables::add_truth(const FactSchema& schema) {
  std::ranges::stable_sort(conditions_, {}, [](const ConditionTable& condition) {
    return std::tuple{!condition.reads_fact(), condition.fact};
  });
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
