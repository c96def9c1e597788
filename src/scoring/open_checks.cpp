#include "scoring/explained_case.h"
#include "scoring/overdue.h"
#include "scoring/standing.h"

#include <algorithm>
#include <tuple>

namespace waitlist {
namespace {

std::string_view label_of(const PolicyTables& tables, FactIndex fact) {
  for (std::size_t i = 0; i < tables.criteria.size(); ++i) {
    if (tables.criteria[i].fact == fact && !tables.policy.criteria[i].label.empty()) {
      return tables.policy.criteria[i].label;
    }
  }
  return tables.schema.fact(fact).label;
}

bool mentions(const WhenTable& when, FactIndex fact) {
  using Test = ConditionTable::Test;
  const auto looks_at = [fact](const ConditionTable& condition) {
    return condition.fact == fact && condition.test != Test::age && condition.test != Test::band;
  };
  return std::ranges::any_of(when.all, looks_at) || std::ranges::any_of(when.any, looks_at);
}

/// What a score would be if one unknown fact alone turned out at its worst. Only the groups and the
/// rules that look at the fact are read again; all else stands as the case was explained.
class WhatIf {
 public:
  struct Outcome {
    Points points;
    BandIndex band = 0;
  };

  WhatIf(const ExplainedCase& explained, FactIndex fact)
      : explained_{explained}, fact_{fact}, at_worst_{explained.scored} {
    at_worst_.at_worst = fact;
  }

  [[nodiscard]] Outcome outcome() const {
    Points risk;
    Points other;
    const PolicyTables& tables = at_worst_.tables;
    UnknownLimit limit{tables};
    for (const std::uint16_t index : tables.group_visits) {
      const GroupTable& group = tables.groups[index];
      (group.risk ? risk : other) += has_criterion(group)
                                         ? limit.take(group, read_group(group, at_worst_))
                                         : limit.take(group, explained_.groups[index]);
    }
    const BandIndex fact_band = band(risk);
    const std::int64_t waited = explained_.unit.waited.count();
    return {
        risk + other + tables.waiting_points(waited, faster(fact_band)) + explained_.score.filing,
        promoted_band(tables, fact_band, explained_.unit.waited)};
  }

 private:
  [[nodiscard]] bool has_criterion(const GroupTable& group) const {
    return std::ranges::any_of(group.criteria, [this](std::uint16_t criterion) {
      return at_worst_.tables.criteria[criterion].fact == fact_;
    });
  }

  /// Before promotion.
  [[nodiscard]] BandIndex band(Points risk) const {
    const PolicyTables& tables = at_worst_.tables;
    auto floor = BandIndex{tables.policy.bands.size() - 1};
    for (std::size_t i = 0; i < tables.floors.size(); ++i) {
      const FloorTable& rule = tables.floors[i];
      if (explained_.floors[i] ||
          (mentions(rule.when, fact_) && holds(rule.when, at_worst_, {}).used)) {
        floor = std::min(floor, rule.band);
      }
    }
    const BandIndex band = std::min(band_by_points(tables, risk), floor);
    const ManagerDecision* decision =
        decision_in_force(explained_.cases, tables, at_worst_.row, explained_.as_of);
    if (decision == nullptr) return band;
    const auto decided = explained_.policy.find_band(decision->band);
    return decided ? decided_band(*decision, *decided, band, floor) : band;
  }

  [[nodiscard]] std::int64_t faster(BandIndex band) const {
    const bool may_change =
        band != explained_.facts.band_used ||
        std::ranges::any_of(at_worst_.tables.faster,
                            [this](const FasterTable& row) { return mentions(row.when, fact_); });
    return may_change ? faster_times(at_worst_, {band, band, band}).used
                      : explained_.facts.faster_used;
  }

  const ExplainedCase& explained_;
  FactIndex fact_;
  ScoredCase at_worst_;
};

}  // namespace

bool is_overdue(const CompiledPolicy& policy, Answer answer, Day as_of) {
  const auto& standard = policy.written().unknown.chase_after;
  if (answer.state() != AnswerState::pending || !standard || answer.day() >= as_of) return false;
  const WorkingCalendar& calendar = policy.calendar();
  // Outside the holiday data, waiting this many calendar days twice over is late on any calendar.
  if (!calendar.covers(answer.day()) || !calendar.covers(as_of)) {
    return (as_of - answer.day()).count() > 2 * standard->count() + 14;
  }
  return calendar.between(answer.day(), as_of) > *standard;
}

std::vector<Check> open_checks(const ExplainedCase& explained) {
  const PolicyTables& tables = explained.policy.tables();
  std::vector<Check> checks;
  for (const FactIndex fact : tables.facts_in_use) {
    const Answer answer = explained.scored.answer(fact);
    const std::optional<Day> stale_since = explained.scored.stale_since(fact);
    if (answer.known() && !stale_since) continue;
    const WhatIf::Outcome worst = WhatIf{explained, fact}.outcome();
    const Points could_add = worst.points - explained.score.points.used;
    const bool matters = could_add != Points{} || worst.band != explained.score.band;
    if (!matters && !stale_since) continue;  // what is stale could be worth less as well
    Check& check = checks.emplace_back();
    check.fact = tables.schema.fact(fact).id;
    check.label = label_of(tables, fact);
    check.state = answer.state();
    if (answer.state() == AnswerState::pending) check.pending_since = answer.day();
    check.stale_since = stale_since;
    check.overdue = is_overdue(explained.policy, answer, explained.as_of);
    check.could_add = could_add;
    check.band_reached = worst.band;
  }
  std::ranges::sort(checks, {}, [](const Check& check) {
    return std::tuple{check.band_reached, -check.could_add, check.fact};
  });
  return checks;
}

}  // namespace waitlist
