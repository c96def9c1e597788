#include "policy/never_holds.h"

#include "policy/answer_rules.h"
#include "policy/every_when.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace waitlist {
namespace {

using Test = ConditionTable::Test;
using Conditions = std::vector<ConditionTable>;

/// So many markers are tried in every combination.
constexpr std::size_t kMarkersTried = 16;

/// Days of which nothing is asked: what is tried with them does not depend on days.
constexpr MeasureDays kAnyDays{Day::first(), Day::first()};

bool all_meet(const Conditions& conditions, Answer answer) {
  return std::ranges::all_of(conditions, [answer](const ConditionTable& one) {
    return answer_truth(one, answer, kAnyDays, false).used;
  });
}

bool some_number_meets(const Conditions& conditions, std::int64_t most) {
  std::vector<std::int64_t> numbers{0, most};
  numbers.reserve(2 + 4 * conditions.size());
  for (const ConditionTable& one : conditions) {
    numbers.insert(numbers.end(), {one.bound - 1, one.bound});
    if (one.to < most) numbers.insert(numbers.end(), {one.to, one.to + 1});
  }
  return std::ranges::any_of(numbers, [&](std::int64_t number) {
    return 0 <= number && number <= most &&
           all_meet(conditions, Answer::number(static_cast<std::uint32_t>(number)));
  });
}

bool some_markers_meet(const Conditions& conditions, std::size_t markers) {
  if (markers > kMarkersTried) return true;
  for (std::uint32_t set = 1; set < std::uint32_t{1} << markers; ++set) {
    if (all_meet(conditions, Answer::markers(set))) return true;
  }
  return false;
}

/// Of days or months completed since a date, when all ask of the same.
bool some_date_meets(const Conditions& conditions) {
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const ConditionTable* span = nullptr;
  for (const ConditionTable& one : conditions) {
    if (one.test != Test::within && one.test != Test::within_months) {
      // Asks for `no` or for not knowing: a date that is given meets its opposite alone.
      if (!one.negated) return false;
      continue;
    }
    if (span != nullptr && (span->test != one.test || span->to_as_of != one.to_as_of)) return true;
    span = &one;
    if (one.older != one.negated) {
      least = std::max(least, one.bound + 1);
    } else {
      most = std::min(most, one.bound);
    }
  }
  return least <= most;
}

bool some_answer_meets(const Conditions& conditions, const FactDefinition& fact) {
  if (all_meet(conditions, Answer::unknown())) return true;
  if (fact.no_is_answer && all_meet(conditions, Answer::no())) return true;
  switch (fact.kind) {
    case FactKind::choice:
      for (std::uint32_t level = 0; level < fact.levels.size(); ++level) {
        if (all_meet(conditions, Answer::level(level))) return true;
      }
      return false;
    case FactKind::count: return some_number_meets(conditions, fact.count_max);
    case FactKind::checklist: return some_markers_meet(conditions, fact.levels.size());
    case FactKind::date: return some_date_meets(conditions);
  }
  return true;
}

/// Of ages in months, or of bands by their place: each asks for less than, or at most, its bound.
bool some_place_meets(const Conditions& conditions) {
  std::int64_t below = std::numeric_limits<std::int64_t>::max();
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  for (const ConditionTable& one : conditions) {
    if (one.negated) {
      from = std::max(from, one.bound);
    } else {
      below = std::min(below, one.bound);
    }
  }
  return from < below;
}

bool can_hold_together(Conditions conditions, const FactSchema& schema) {
  while (!conditions.empty()) {
    const ConditionTable first = conditions.front();
    const auto rest =
        std::stable_partition(conditions.begin(), conditions.end(), [&first](const auto& other) {
          return other.reads_fact() == first.reads_fact() &&
                 (first.reads_fact() ? other.fact == first.fact : other.test == first.test);
        });
    const Conditions same(conditions.begin(), rest);
    conditions.erase(conditions.begin(), rest);
    const bool meets = first.reads_fact() ? some_answer_meets(same, schema.fact(first.fact))
                                          : some_place_meets(same);
    if (!meets) return false;
  }
  return true;
}

class ConditionReview {
 public:
  explicit ConditionReview(const CompiledPolicy& policy)
      : policy_{policy.written()}, tables_{policy.tables()} {}

  std::vector<Doubt> build() {
    for (std::size_t i = 0; i < tables_.criteria.size(); ++i) {
      look_at(tables_.criteria[i].when, policy_.criteria[i].place, policy_.criteria[i].name());
    }
    for (std::size_t i = 0; i < tables_.floors.size(); ++i) {
      look_at(tables_.floors[i].when, policy_.floors[i].place, policy_.floors[i].id);
    }
    for (std::size_t i = 0; i < tables_.ceilings.size(); ++i) {
      look_at(tables_.ceilings[i].when, policy_.ceilings[i].place, policy_.ceilings[i].id);
    }
    for (std::size_t i = 0; i < tables_.faster.size(); ++i) {
      look_at(tables_.faster[i].when, policy_.waiting->faster[i].place, "waiting");
    }
    for (std::size_t i = 0; i < tables_.age_steps.size(); ++i) {
      look_at(tables_.age_steps[i].when, policy_.age->points[i].place, "age");
    }
    for (std::size_t i = 0; i < tables_.slack_steps.size(); ++i) {
      look_at(tables_.slack_steps[i].when, policy_.filing->slack[i].place, "filing");
    }
    return std::move(doubts_);
  }

 private:
  void look_at(const WhenTable& when, TextPlace place, const std::string& subject) {
    if (can_hold(when, tables_.schema)) return;
    doubts_.push_back({DoubtKind::never_holds, place, subject,
                       "No case can meet these conditions, because they exclude each other: this "
                       "rule never applies."});
  }

  const Policy& policy_;
  const PolicyTables& tables_;
  std::vector<Doubt> doubts_;
};

}  // namespace

bool can_hold(const WhenTable& when, const FactSchema& schema) {
  if (when.any.empty()) return can_hold_together(when.all, schema);
  return std::ranges::any_of(when.any, [&](const ConditionTable& one) {
    Conditions together = when.all;
    together.push_back(one);
    return can_hold_together(std::move(together), schema);
  });
}

std::vector<Doubt> doubts_about_conditions(const CompiledPolicy& policy) {
  return ConditionReview{policy}.build();
}

}  // namespace waitlist
