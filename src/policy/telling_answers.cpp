#include "policy/telling_answers.h"

#include "policy/answer_rules.h"
#include "policy/every_when.h"
#include "policy/points_per.h"
#include "policy/policy_tables.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace waitlist {
namespace {

/// So many sets of markers are tried one by one.
constexpr std::size_t kSetsMax = 4096;

/// So many steps of a scale are tried one by one.
constexpr std::int64_t kStepsTried = 1024;

using Test = ConditionTable::Test;

/// Markers that every rule takes alike.
using MarkerClass = std::vector<std::uint32_t>;

/// The last date of which the turn has come by a day; nullopt: of none.
std::optional<Day> last_date(const DateTurn& turn, Day by) {
  const auto made = [&](std::int64_t date) {
    const auto day = Day::from_days_since_epoch(date);
    const auto done = day_completed(turn.unit, *day, turn.at);
    return done && (by - *done) >= turn.after;
  };
  std::int64_t yes = Day::first().days_since_epoch();
  std::int64_t no = std::int64_t{Day::last().days_since_epoch()} + 1;
  if (!made(yes)) return std::nullopt;
  while (no - yes > 1) {
    const std::int64_t middle = yes + (no - yes) / 2;
    (made(middle) ? yes : no) = middle;
  }
  return Day::from_days_since_epoch(yes);
}

}  // namespace

TellingAnswers::TellingAnswers(const PolicyTables& tables, FactIndex fact) : fact_{fact} {
  for (std::size_t i = 0; i < tables.criteria.size(); ++i) {
    if (tables.criteria[i].pair) {
      in_table_ = in_table_ || tables.criteria[i].reads(fact);
    } else if (tables.criteria[i].fact == fact) {
      criteria_.push_back(static_cast<std::uint16_t>(i));
    }
  }
  each_when(tables, [&](const WhenTable& when) {
    each_condition(when, [&](const ConditionTable& one) {
      if (!one.reads_fact() || one.fact != fact) return;
      ConditionTable plain = one;
      plain.negated = false;
      if (std::ranges::find(conditions_, plain) == conditions_.end()) conditions_.push_back(plain);
    });
  });
  for (const FloorTable& floor : tables.floors) {
    if (!floor.pair) continue;
    in_table_ = in_table_ || floor.pair->first.fact == fact || floor.pair->other.fact == fact;
  }
  each_counts_ = tables.band_can_cost || criteria_.size() > 1;
  const FactDefinition& definition = tables.schema.fact(fact);
  switch (definition.kind) {
    case FactKind::choice:
      for (std::uint32_t i = 0; i < definition.levels.size(); ++i) {
        answers_.push_back(Answer::level(i));
      }
      break;
    case FactKind::count: note_numbers(tables); break;
    case FactKind::checklist: note_markers(tables); break;
    case FactKind::date: note_turns(tables); return;
  }
  if (definition.no_is_answer) answers_.push_back(Answer::no());
  answers_ = told_apart(tables, answers_, {Day::first(), Day::first()});
}

void TellingAnswers::note_numbers(const PolicyTables& tables) {
  const std::int64_t most = tables.schema.fact(fact_).count_max;
  std::vector<std::int64_t> numbers{0, most};
  const auto turns_at = [&](std::int64_t number) {
    for (const std::int64_t one : {number - 1, number}) {
      if (0 <= one && one <= most) numbers.push_back(one);
    }
  };
  for (const std::uint16_t index : criteria_) {
    for (const RangeTable& row : tables.criteria[index].ranges) turns_at(row.from);
  }
  for (const ConditionTable& condition : conditions_) {
    if (condition.test != Test::number) continue;
    turns_at(condition.bound);
    if (condition.to < most) turns_at(condition.to + 1);
  }
  note_steps(tables, numbers);
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  for (const std::int64_t one : numbers) {
    answers_.push_back(Answer::number(static_cast<std::uint32_t>(one)));
  }
}

void TellingAnswers::note_steps(const PolicyTables& tables,
                                std::vector<std::int64_t>& numbers) const {
  const auto has_steps = [&tables](std::uint16_t index) {
    return tables.criteria[index].per.has_value();
  };
  if (!each_counts_ || std::ranges::none_of(criteria_, has_steps)) return;
  const std::int64_t most = tables.schema.fact(fact_).count_max;
  const std::int64_t step = std::max<std::int64_t>(1, most / kStepsTried);
  for (std::int64_t number = 0; number < most; number += step) numbers.push_back(number);
}

namespace {

/// Every set of markers, those of a class taken in their order.
void each_set(const std::vector<MarkerClass>& classes, std::vector<Answer>& to) {
  std::vector<std::uint32_t> sets{0};
  for (const MarkerClass& alike : classes) {
    const std::size_t before = sets.size();
    std::uint32_t taken = 0;
    for (const std::uint32_t marker : alike) {
      taken |= std::uint32_t{1} << marker;
      for (std::size_t i = 0; i < before; ++i) sets.push_back(sets[i] | taken);
    }
  }
  for (const std::uint32_t set : sets) {
    if (set != 0) to.push_back(Answer::markers(set));
  }
}

/// Of so many markers as one likes the dearest and the cheapest ones, of all of them and of those
/// that a rule does not name, alone and with one that it names.
void extreme_sets(const std::vector<Points>& points,
                  const std::vector<std::uint32_t>& named,
                  std::vector<Answer>& to) {
  std::vector<std::uint32_t> order(points.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::ranges::stable_sort(order, {}, [&points](std::uint32_t marker) { return points[marker]; });
  const auto add = [&](std::uint32_t without, std::uint32_t with) {
    std::uint32_t set = with;
    if (set != 0) to.push_back(Answer::markers(set));
    for (const std::uint32_t marker : order) {
      if ((without >> marker & 1U) != 0) continue;
      set |= std::uint32_t{1} << marker;
      to.push_back(Answer::markers(set));
    }
  };
  for (int direction = 0; direction < 2; ++direction) {
    add(0, 0);
    for (const std::uint32_t names : named) {
      add(names, 0);
      const auto first = std::ranges::find_if(
          order, [names](std::uint32_t marker) { return (names >> marker & 1U) != 0; });
      add(names, std::uint32_t{1} << *first);
    }
    std::ranges::reverse(order);
  }
}

}  // namespace

void TellingAnswers::note_markers(const PolicyTables& tables) {
  const auto markers = static_cast<std::uint32_t>(tables.schema.fact(fact_).levels.size());
  std::vector<std::uint32_t> named;
  for (const ConditionTable& condition : conditions_) {
    if (condition.test == Test::any_marker) named.push_back(condition.markers);
  }
  std::map<std::pair<std::vector<Points>, std::vector<bool>>, MarkerClass> by_rules;
  for (std::uint32_t marker = 0; marker < markers; ++marker) {
    std::vector<Points> points;
    points.reserve(criteria_.size());
    for (const std::uint16_t index : criteria_) {
      points.push_back(tables.criteria[index].by_value[marker]);
    }
    std::vector<bool> in;
    in.reserve(named.size());
    for (const std::uint32_t names : named) in.push_back((names >> marker & 1U) != 0);
    by_rules[{points, in}].push_back(marker);
  }
  std::vector<MarkerClass> classes;
  std::size_t sets = 1;
  for (auto& [rules, alike] : by_rules) {
    sets = std::min(kSetsMax + 1, sets * (alike.size() + 1));
    classes.push_back(std::move(alike));
  }
  if (sets <= kSetsMax) return each_set(classes, answers_);
  extreme_sets(std::vector<Points>(markers), named, answers_);
  for (const std::uint16_t index : criteria_) {
    extreme_sets(tables.criteria[index].by_value, named, answers_);
  }
}

void TellingAnswers::note_turns(const PolicyTables& tables) {
  for (const std::uint16_t index : criteria_) {
    const CriterionTable& criterion = tables.criteria[index];
    for (const RangeTable& row : criterion.ranges) {
      turns_.push_back({criterion.unit, row.from, Days{0}, criterion.to_as_of});
    }
    if (!criterion.per || !each_counts_) continue;
    for (std::int64_t step = 1; step < kStepsTried; ++step) {
      turns_.push_back({criterion.unit, step, Days{0}, criterion.to_as_of});
    }
  }
  for (const ConditionTable& condition : conditions_) {
    if (condition.test == Test::within) {
      turns_.push_back({DateUnit::days, condition.bound, Days{1}, condition.to_as_of});
    } else if (condition.test == Test::within_months) {
      turns_.push_back({DateUnit::months, condition.bound, Days{1}, condition.to_as_of});
    }
  }
}

std::vector<Answer> TellingAnswers::of(const PolicyTables& tables, const MeasureDays& days) const {
  const FactDefinition& definition = tables.schema.fact(fact_);
  if (definition.kind != FactKind::date) return answers_;
  std::vector<Answer> answers{Answer::on(Day::first()), Answer::on(days.as_of)};
  for (const DateTurn& turn : turns_) {
    const auto last = last_date(turn, days.day(turn.to_as_of));
    if (!last) continue;
    answers.push_back(Answer::on(*last));
    answers.push_back(Answer::on(*last + Days{1}));
  }
  if (definition.no_is_answer) answers.push_back(Answer::no());
  return told_apart(tables, answers, days);
}

std::vector<Answer> TellingAnswers::told_apart(const PolicyTables& tables,
                                               const std::vector<Answer>& answers,
                                               const MeasureDays& days) const {
  // By the conditions that hold; then by points.
  std::map<std::vector<bool>, std::map<std::vector<Points>, Answer>> kept;
  for (const Answer answer : answers) {
    std::vector<bool> hold;
    for (const ConditionTable& condition : conditions_) {
      hold.push_back(answer_truth(condition, answer, days, false).used);
    }
    // A table of two facts may tell every answer from every other.
    for (std::uint32_t bit = 0; in_table_ && bit < 32; ++bit) {
      hold.push_back((answer.value() >> bit & 1U) != 0);
    }
    if (in_table_) hold.push_back(answer.given());
    std::vector<Points> points;
    for (const std::uint16_t index : criteria_) {
      points.push_back(known_points(tables.criteria[index], answer, days));
    }
    kept[hold].try_emplace(points, answer);
  }
  std::vector<Answer> telling;
  for (const auto& [hold, by_points] : kept) {
    for (auto at = by_points.begin(); at != by_points.end(); ++at) {
      const bool end = at == by_points.begin() || std::next(at) == by_points.end();
      if (end || each_counts_) telling.push_back(at->second);
    }
  }
  return telling;
}

}  // namespace waitlist
