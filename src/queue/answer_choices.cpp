#include "queue/answer_choices.h"

#include "policy/answer_rules.h"
#include "policy/every_when.h"

#include <algorithm>
#include <bit>
#include <compare>
#include <cstdint>
#include <map>
#include <utility>

namespace waitlist {
namespace {

/// So many numbers of a count, and sets of markers, are looked at one by one.
constexpr std::int64_t kNumbersSeen = 100'000;
constexpr std::size_t kSetsSeen = 65'536;

/// All that a rule can read off an answer.
using Reading = std::vector<std::int64_t>;

/// How far an answer is from the one of now. Fewer steps first.
struct Nearness {
  std::int64_t steps = 0;
  std::int64_t then = 0;

  friend auto operator<=>(const Nearness&, const Nearness&) = default;
};

struct NearAnswer {
  Nearness nearness;
  Answer answer;
};

class ChoiceSearch {
 public:
  ChoiceSearch(const ChoiceCase& one, FactIndex fact, Answer now)
      : one_{one}, fact_{fact}, definition_{one.tables.schema.fact(fact)}, now_{now} {
    for (const CriterionTable& criterion : one.tables.criteria) {
      if (!criterion.pair && criterion.fact == fact) criteria_.push_back(&criterion);
      if (criterion.pair && criterion.reads(fact)) each_answer_reads_ = true;
    }
    for (const FloorTable& floor : one.tables.floors) {
      if (!floor.pair) continue;
      if (floor.pair->first.fact == fact || floor.pair->other.fact == fact) {
        each_answer_reads_ = true;
      }
    }
    each_when(one.tables, [this](const WhenTable& when) {
      each_condition(when, [this](const ConditionTable& condition) {
        if (condition.reads_fact() && condition.fact == fact_) conditions_.push_back(&condition);
      });
    });
    for (const auto& contradiction : resolved_contradictions(one.tables.schema)) {
      for (const auto* tests : {&contradiction.all, &contradiction.any}) {
        for (const ResolvedTest& test : *tests) {
          if (test.fact == fact) tests_.push_back(&test);
        }
      }
    }
  }

  std::optional<std::vector<Answer>> run(bool stale) {
    if (definition_.no_is_answer) look_at(Answer::no());
    bool all = true;
    switch (definition_.kind) {
      case FactKind::choice:
        for (std::uint32_t i = 0; i < definition_.levels.size(); ++i) look_at(Answer::level(i));
        break;
      case FactKind::count: all = look_at_numbers(); break;
      case FactKind::checklist: all = look_at_sets(); break;
      case FactKind::date: look_at_days(); break;
    }
    if (!all) return std::nullopt;
    if (now_.known() && !stale) nearest_.erase(reading_of(now_));
    if (nearest_.size() > kChoicesMax) return std::nullopt;
    std::vector<NearAnswer> found;
    found.reserve(nearest_.size());
    for (const auto& [reading, near] : nearest_) found.push_back(near);
    std::ranges::sort(found, {}, &NearAnswer::nearness);
    std::vector<Answer> answers;
    answers.reserve(found.size());
    for (const NearAnswer& near : found) answers.push_back(near.answer);
    return answers;
  }

 private:
  /// Place on the line of answers: `no`, then levels, numbers, or days back from the as-of date.
  [[nodiscard]] std::int64_t position(Answer answer) const {
    if (!answer.given()) return 0;
    if (definition_.kind == FactKind::date) return 1 + (one_.days.as_of - answer.day()).count();
    return std::int64_t{1} + answer.value();
  }

  [[nodiscard]] Nearness nearness(Answer answer) const {
    if (definition_.kind == FactKind::checklist) {
      const std::uint32_t changed = answer.value() ^ now_.value();
      return {std::popcount(changed), changed};
    }
    const std::int64_t there = position(answer);
    return {std::abs(there - position(now_)), there};
  }

  [[nodiscard]] Reading reading_of(Answer answer) const {
    Reading reading;
    read(answer, reading);
    return reading;
  }

  void read(Answer answer, Reading& reading) const {
    reading.clear();
    for (const CriterionTable* criterion : criteria_) {
      reading.push_back(known_points(*criterion, answer, one_.days).count());
    }
    for (const ConditionTable* condition : conditions_) {
      reading.push_back(answer_truth(*condition, answer, one_.days, false).used ? 1 : 0);
    }
    for (const ResolvedTest* test : tests_) reading.push_back(test->holds(answer) ? 1 : 0);
    if (!one_.order_dates.empty()) reading.push_back(answer.given() ? 1 : 0);
    for (const Day date : one_.order_dates) {
      if (!answer.given()) break;
      reading.push_back((date < answer.day() ? 1 : 0) - (answer.day() < date ? 1 : 0));
    }
    if (each_answer_reads_) reading.push_back(position(answer));
  }

  void look_at(Answer answer) {
    read(answer, reading_);
    const NearAnswer near{nearness(answer), answer};
    if (last_ == nearest_.end() || last_->first != reading_) {
      last_ = nearest_.try_emplace(reading_, near).first;
    }
    if (near.nearness < last_->second.nearness) last_->second = near;
  }

  /// False: there are too many, as below.
  [[nodiscard]] bool look_at_numbers() {
    const std::int64_t most = definition_.count_max;
    if (most < kNumbersSeen) {
      for (std::int64_t number = 0; number <= most; ++number) look_at_number(number);
      return true;
    }
    const auto earns_by_steps = [](const CriterionTable* one) { return one->per.has_value(); };
    if (std::ranges::any_of(criteria_, earns_by_steps)) return false;
    // What is said of a number changes at these alone.
    std::vector<std::int64_t> turns{0, most};
    const auto turns_at = [&turns](std::int64_t number) {
      turns.push_back(number - 1);
      turns.push_back(number);
    };
    for (const CriterionTable* criterion : criteria_) {
      for (const RangeTable& row : criterion->ranges) turns_at(row.from);
    }
    for (const ConditionTable* condition : conditions_) {
      turns_at(condition->bound);
      if (condition->to < most) turns_at(condition->to + 1);
    }
    for (const ResolvedTest* test : tests_) turns_at(test->bound);
    for (const std::int64_t step : {-1, 0, 1}) turns.push_back(now_.value() + step);
    for (const std::int64_t number : turns) {
      if (0 <= number && number <= most) look_at_number(number);
    }
    return true;
  }

  void look_at_number(std::int64_t number) {
    look_at(Answer::number(static_cast<std::uint32_t>(number)));
  }

  /// Markers that every rule takes alike, in their order.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> alike_markers() const {
    std::map<Reading, std::vector<std::uint32_t>> by_rules;
    for (std::uint32_t marker = 0; marker < definition_.levels.size(); ++marker) {
      Reading rules;
      for (const CriterionTable* criterion : criteria_) {
        rules.push_back(criterion->by_value[marker].count());
      }
      for (const ConditionTable* condition : conditions_) {
        rules.push_back(condition->markers >> marker & 1U);
      }
      for (const ResolvedTest* test : tests_) rules.push_back(test->markers >> marker & 1U);
      by_rules[rules].push_back(marker);
    }
    std::vector<std::vector<std::uint32_t>> classes;
    classes.reserve(by_rules.size());
    for (auto& [rules, markers] : by_rules) classes.push_back(std::move(markers));
    return classes;
  }

  [[nodiscard]] bool look_at_sets() {
    std::vector<std::uint32_t> sets{now_.value()};
    for (const auto& markers : alike_markers()) {
      if (sets.size() * (markers.size() + 1) > kSetsSeen) return false;
      const std::size_t before = sets.size();
      // The first ones that can be ticked, or no longer be ticked, stand for all.
      for (const bool ticked : {false, true}) {
        std::uint32_t changed = 0;
        for (const std::uint32_t marker : markers) {
          if ((now_.value() >> marker & 1U) != (ticked ? 1U : 0U)) continue;
          changed |= std::uint32_t{1} << marker;
          for (std::size_t i = 0; i < before; ++i) sets.push_back(sets[i] ^ changed);
        }
      }
    }
    for (const std::uint32_t set : sets) {
      if (set != 0) look_at(Answer::markers(set));
    }
    return true;
  }

  void look_at_days() {
    for (Day day = one_.days.as_of;; day = day - Days{1}) {
      look_at(Answer::on(day));
      if (day == Day::first()) break;
    }
  }

  const ChoiceCase& one_;
  FactIndex fact_;
  const FactDefinition& definition_;
  Answer now_;
  std::vector<const CriterionTable*> criteria_;
  std::vector<const ConditionTable*> conditions_;
  std::vector<const ResolvedTest*> tests_;
  bool each_answer_reads_ = false;  ///< a table of two facts
  std::map<Reading, NearAnswer> nearest_;
  std::map<Reading, NearAnswer>::iterator last_ = nearest_.end();
  Reading reading_;
};

}  // namespace

std::optional<std::vector<Answer>> answer_choices(const ChoiceCase& one,
                                                  FactIndex fact,
                                                  Answer now,
                                                  bool stale) {
  return ChoiceSearch{one, fact, now}.run(stale);
}

}  // namespace waitlist
