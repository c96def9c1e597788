#include "witness/possible_answers.h"

#include "cases/contradiction_table.h"
#include "policy/every_when.h"
#include "policy/points_per.h"
#include "witness/near_days.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace waitlist {
namespace {

/// So many numbers of a count are looked at one by one.
constexpr std::int64_t kPossibleNumbers = 100'000;
/// Sets of markers that are looked at.
constexpr std::size_t kPossibleSets = 65'536;

/// All that rules of two policies say of one fact.
struct FactRules {
  std::vector<const CriterionTable*> criteria;
  std::vector<const ConditionTable*> conditions;
  std::vector<const ResolvedTest*> tests;
};

FactRules rules_of(const WitnessModel& model, FactIndex fact) {
  FactRules rules;
  for (const CompiledPolicy* policy : model.policies) {
    for (const CriterionTable& criterion : policy->tables().criteria) {
      if (!criterion.pair && criterion.fact == fact) rules.criteria.push_back(&criterion);
    }
    each_when(policy->tables(), [&](const WhenTable& when) {
      each_condition(when, [&](const ConditionTable& condition) {
        if (condition.reads_fact() && condition.fact == fact)
          rules.conditions.push_back(&condition);
      });
    });
  }
  for (const auto& contradiction : resolved_contradictions(model.policies[0]->schema())) {
    for (const auto* tests : {&contradiction.all, &contradiction.any}) {
      for (const ResolvedTest& test : *tests) {
        if (test.fact == fact) rules.tests.push_back(&test);
      }
    }
  }
  return rules;
}

class AnswerCollector {
 public:
  AnswerCollector(const WitnessModel& model, FactIndex fact, Day listed_on)
      : model_{model},
        variable_{kFirstFactVariable + fact},
        definition_{model.policies[0]->schema().fact(fact)},
        rules_{rules_of(model, fact)},
        days_{listed_on, model.as_of} {}

  PossibleAnswers run() {
    if (definition_.no_is_answer) note(Answer::no());
    switch (definition_.kind) {
      case FactKind::choice:
        for (std::uint32_t i = 0; i < definition_.levels.size(); ++i) note(Answer::level(i));
        break;
      case FactKind::count: note_numbers(); break;
      case FactKind::checklist: note_sets(); break;
      case FactKind::date: note_days(); break;
    }
    note(Answer::unknown());
    note(Answer::not_asked());
    note(Answer::pending_since(days_.listed_on));
    return std::move(found_);
  }

 private:
  void note(Answer answer) {
    LeafReading reading = reading_of(model_, variable_, {answer, days_, std::nullopt, nullptr});
    if (!seen_.insert(reading).second) return;
    found_.list.push_back({std::move(reading), answer});
  }

  void note_number(std::int64_t number) {
    if (number < 0 || number > definition_.count_max) return;
    note(Answer::number(static_cast<std::uint32_t>(number)));
  }

  void note_numbers() {
    if (definition_.count_max < kPossibleNumbers) {
      for (std::int64_t i = 0; i <= definition_.count_max; ++i) note_number(i);
      return;
    }
    // What is said of a number changes at these alone.
    std::set<std::int64_t> turns{0, definition_.count_max};
    for (const CriterionTable* criterion : rules_.criteria) {
      for (const RangeTable& row : criterion->ranges) turns.insert(row.from);
      // A scale by steps changes at more numbers than are looked at.
      if (criterion->per) found_.all = false;
    }
    for (const ConditionTable* condition : rules_.conditions) {
      turns.insert(condition->bound);
      if (condition->to < definition_.count_max) turns.insert(condition->to + 1);
    }
    for (const ResolvedTest* test : rules_.tests) turns.insert(test->bound);
    for (const std::int64_t turn : turns) {
      note_number(turn - 1);
      note_number(turn);
    }
  }

  /// Markers that every rule takes alike.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> alike_markers() const {
    std::map<std::vector<std::int64_t>, std::vector<std::uint32_t>> by_rules;
    for (std::uint32_t marker = 0; marker < definition_.levels.size(); ++marker) {
      std::vector<std::int64_t> said;
      for (const CriterionTable* criterion : rules_.criteria) {
        said.push_back(criterion->by_value[marker].count());
      }
      for (const ConditionTable* condition : rules_.conditions) {
        said.push_back(condition->markers >> marker & 1U);
      }
      for (const ResolvedTest* test : rules_.tests) said.push_back(test->markers >> marker & 1U);
      by_rules[said].push_back(marker);
    }
    std::vector<std::vector<std::uint32_t>> classes;
    classes.reserve(by_rules.size());
    for (auto& [said, markers] : by_rules) classes.push_back(std::move(markers));
    return classes;
  }

  void note_sets() {
    std::vector<std::uint32_t> sets{0};
    for (const auto& markers : alike_markers()) {
      if (sets.size() * (markers.size() + 1) > kPossibleSets) {
        found_.all = false;
        break;
      }
      const std::size_t before = sets.size();
      // The first ones stand for as many others.
      std::uint32_t ticked = 0;
      for (const std::uint32_t marker : markers) {
        ticked |= std::uint32_t{1} << marker;
        for (std::size_t i = 0; i < before; ++i) sets.push_back(sets[i] | ticked);
      }
    }
    for (const std::uint32_t set : sets) {
      if (set != 0) note(Answer::markers(set));
    }
  }

  void note_days() {
    if (!model_.by_listing[variable_]) {
      // What is later than the day of the list is as the next day is.
      const Day last = model_.as_of + Days{1};
      for (Day day = last;; day = day - Days{1}) {
        note(Answer::on(day));
        if (day == Day::first()) return;
      }
    }
    std::vector<Day> days;
    for (const Day day : {days_.listed_on, days_.as_of, Day::first(), Day::last()}) {
      add_near_days(day, days);
    }
    for (const CriterionTable* criterion : rules_.criteria) add_turns(*criterion, days);
    for (const ConditionTable* condition : rules_.conditions) {
      const Day on = days_.day(condition->to_as_of);
      if (condition->test == ConditionTable::Test::within) {
        add_days_before(on, DateUnit::days, condition->bound, days);
      }
      if (condition->test == ConditionTable::Test::within_months) {
        add_days_before(on, DateUnit::months, condition->bound, days);
      }
    }
    for (const Day day : days) note(Answer::on(day));
  }

  void add_turns(const CriterionTable& criterion, std::vector<Day>& days) {
    const Day on = days_.day(criterion.to_as_of);
    for (const RangeTable& row : criterion.ranges) {
      add_days_before(on, criterion.unit, row.from, days);
    }
    if (!criterion.per) return;
    std::size_t steps = 0;
    const std::int64_t most = completed(criterion.unit, Day::first(), on);
    for (auto at = next_step(*criterion.per, 0); at && *at <= most;
         at = next_step(*criterion.per, *at)) {
      if (++steps > model_.date_steps_max) {
        found_.all = false;
        return;
      }
      add_days_before(on, criterion.unit, *at, days);
    }
  }

  const WitnessModel& model_;
  std::size_t variable_;
  const FactDefinition& definition_;
  FactRules rules_;
  MeasureDays days_;
  PossibleAnswers found_;
  std::set<LeafReading> seen_;
};

}  // namespace

LeafReading reading_of(const WitnessModel& model, std::size_t variable, const CasePart& part) {
  LeafReading reading;
  reading.reserve(model.leaves[variable].size());
  for (const WitnessLeaf& leaf : model.leaves[variable]) reading.push_back(leaf.read(part));
  return reading;
}

PossibleAnswers possible_answers(const WitnessModel& model, FactIndex fact, Day listed_on) {
  return AnswerCollector{model, fact, listed_on}.run();
}

std::optional<std::vector<AgedAnswer>> aged_answers(const WitnessModel& model, FactIndex fact) {
  const FactRules rules = rules_of(model, fact);
  const bool by_days = std::ranges::all_of(rules.criteria,
                                           [](const CriterionTable* one) {
                                             return one->unit == DateUnit::days && !one->to_as_of;
                                           }) &&
                       std::ranges::all_of(rules.conditions, [](const ConditionTable* one) {
                         return one->test != ConditionTable::Test::within_months && !one->to_as_of;
                       });
  if (!by_days || model.policies[0]->schema().fact(fact).kind != FactKind::date) {
    return std::nullopt;
  }
  const std::size_t variable = kFirstFactVariable + fact;
  const MeasureDays days{model.as_of, model.as_of};
  std::vector<AgedAnswer> aged;
  std::set<LeafReading> seen;
  const auto note = [&](Answer answer, std::optional<Days> before) {
    LeafReading reading = reading_of(model, variable, {answer, days, std::nullopt, nullptr});
    if (seen.insert(reading).second) aged.push_back({std::move(reading), before, answer});
  };
  if (model.policies[0]->schema().fact(fact).no_is_answer) note(Answer::no(), std::nullopt);
  for (Days before{0}; before <= model.as_of - Day::first(); before = before + Days{1}) {
    note(Answer::on(model.as_of - before), before);
  }
  for (const Answer answer :
       {Answer::unknown(), Answer::not_asked(), Answer::pending_since(model.as_of)}) {
    note(answer, std::nullopt);
  }
  return aged;
}

}  // namespace waitlist
