#include <waitlist/base/limits.h>

#include "scoring/code_score.h"
#include "scoring/explained_case.h"
#include "scoring/fact_score.h"
#include "scoring/filing_points.h"
#include "scoring/overdue.h"
#include "scoring/standing.h"
#include "scoring/telling_births.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>

namespace waitlist {
namespace {

/// What is to be found out: as the one criterion on the fact says, or the fact itself.
std::string_view label_of(const PolicyTables& tables, FactIndex fact) {
  const auto scores = [fact](const CriterionTable& one) { return one.reads(fact); };
  const auto first = std::ranges::find_if(tables.criteria, scores);
  const bool one = std::ranges::count_if(tables.criteria, scores) == 1;
  if (!one || first->pair) return tables.schema.fact(fact).label;
  const std::string& label =
      tables.policy.criteria[static_cast<std::size_t>(first - tables.criteria.begin())].label;
  return label.empty() ? tables.schema.fact(fact).label : label;
}

using Test = ConditionTable::Test;

/// Something about the case that is not known.
struct Unknown {
  static constexpr std::size_t kBirths = SIZE_MAX;

  std::size_t what = kBirths;  ///< number of a fact, or the dates of birth

  [[nodiscard]] bool births() const noexcept { return what == kBirths; }

  [[nodiscard]] bool in(const ConditionTable& condition) const noexcept {
    return births() ? condition.test == Test::age
                    : condition.reads_fact() && std::size_t{condition.fact} == what;
  }

  /// Of a floor by two facts, or with a when.
  [[nodiscard]] bool in(const FloorTable& floor) const {
    if (!floor.pair) return in(floor.when);
    return !births() && (std::size_t{floor.pair->first.fact} == what ||
                         std::size_t{floor.pair->other.fact} == what);
  }

  [[nodiscard]] bool in(const WhenTable& when) const {
    const auto about = [this](const ConditionTable& condition) { return in(condition); };
    return std::ranges::any_of(when.all, about) || std::ranges::any_of(when.any, about);
  }
};

/// The score with one unknown thing found out.
class WhatIf {
 public:
  WhatIf(const ExplainedCase& explained, Unknown unknown) : explained_{explained}, of_{unknown} {}

  /// For each way in which it may turn out that bounds all others.
  template <class Note>
  void each(Note note) const {
    const ScoredCase& now = explained_.scored;
    if (of_.births()) {
      for (const UnitAges& ages : telling_births(now)) {
        note(score({now.cases, now.tables, now.row, ages, std::nullopt, now.as_of}));
      }
      return;
    }
    const auto& facts = now.tables.facts_in_use;
    const FactIndex fact{of_.what};
    const auto place = static_cast<std::size_t>(std::ranges::find(facts, fact) - facts.begin());
    std::array<AnswerCode, limits::kFactsMax> codes{};
    ScoredCase supposed = now;
    for (const Answer answer : now.tables.telling[place].of(now.tables, now.measure_days())) {
      supposed.suppose(fact, answer, codes);
      note(score(supposed));
    }
  }

 private:
  [[nodiscard]] Score score(const ScoredCase& supposed) const {
    return score_on(explained_.policy,
                    score_by_codes(supposed, explained_.policy, explained_.as_of), explained_.unit,
                    explained_.as_of);
  }

  const ExplainedCase& explained_;
  Unknown of_;
};

/// Rules that may hold and need not, and would change the score if they did: what they look at is
/// open even where one answer alone decides nothing.
class OpenRules {
 public:
  explicit OpenRules(const ExplainedCase& explained) : explained_{explained} {
    const PolicyTables& tables = explained.scored.tables;
    const Days waited = explained.unit.waited;
    for (std::size_t i = 0; i < tables.floors.size(); ++i) {
      const FloorTable& floor = tables.floors[i];
      const FloorHold& hold = explained.floors[i];
      if (!hold.most || hold.least == hold.most) continue;
      if (promoted_band(tables, *hold.most, waited) >= explained.score.band_least) continue;
      floor.pair ? floors_.push_back(&floor) : rules_.push_back(&floor.when);
    }
    for (std::size_t i = 0; i < tables.ceilings.size(); ++i) {
      if (lowers(tables.ceilings[i])) note(tables.ceilings[i].when, explained.ceilings[i]);
    }
    cannot_tell_ = cannot_tell(explained.scored) && explained.score.provisional();

    note_rows();
    const FactScore& facts = explained.facts;
    for (const FasterTable& row : tables.faster) {
      const std::int64_t wait = tables.earning_wait(waited, explained.as_of);
      if (tables.waiting_parts(wait, row.times) == tables.waiting_parts(wait, facts.faster_least)) {
        continue;
      }
      note(row.when,
           holds(row.when, explained.scored, {facts.band_least, facts.band_used, facts.band_most}));
    }
  }

  [[nodiscard]] bool look_at(Unknown unknown) const {
    if (cannot_tell_ && !unknown.births() &&
        std::ranges::count(explained_.scored.tables.cannot_tell->facts, FactIndex{unknown.what}) !=
            0) {
      return true;
    }
    const auto asks = [&](const FloorTable* floor) { return unknown.in(*floor); };
    if (std::ranges::any_of(floors_, asks)) return true;
    return std::ranges::any_of(rules_, [&](const WhenTable* when) {
      const auto about = [&](const ConditionTable& one) { return unknown.in(one); };
      return std::ranges::any_of(when->all, about) ||
             (std::ranges::any_of(when->any, about) && !any_is_met(*when));
    });
  }

 private:
  /// Of criteria, ages and slack, where something depends on them.
  void note_rows() {
    const PolicyTables& tables = explained_.scored.tables;
    const auto note_when = [this](const WhenTable& when) {
      if (!when.empty()) note(when, holds(when, explained_.scored));
    };
    for (const CriterionTable& criterion : tables.criteria) {
      if (criterion.when.empty()) continue;
      if (answer_worth(criterion, explained_.scored).most != Points{}) note_when(criterion.when);
    }
    const AgeNumber age = age_number(explained_.scored);
    if (age.least != age.most) {
      for (const StepTable& row : tables.age_steps) note_when(row.when);
    }
    const PointsRange filing =
        filing_range(explained_.policy, explained_.facts.slack, explained_.unit, explained_.as_of);
    if (filing.least != filing.most) {
      for (const StepTable& row : tables.slack_steps) note_when(row.when);
    }
  }

  void note(const WhenTable& when, const Truth& truth) {
    if (truth.most && !truth.least) rules_.push_back(&when);
  }

  /// Whether one of `any` certainly holds, so that the others do not matter.
  [[nodiscard]] bool any_is_met(const WhenTable& when) const {
    const FactScore& facts = explained_.facts;
    return holds(WhenTable{{}, when.any}, explained_.scored,
                 {facts.band_least, facts.band_used, facts.band_most})
        .least;
  }

  /// Whether a ceiling would change something if it certainly held.
  [[nodiscard]] bool lowers(const CeilingTable& ceiling) const {
    if (!ceiling.band) {
      const GroupPoints& points = explained_.groups[ceiling.group];
      const GroupTable& group = explained_.scored.tables.groups[ceiling.group];
      return ceiling.at_most < std::min(points.most.value(group), points.ceiling.most);
    }
    const PolicyTables& tables = explained_.scored.tables;
    BandLimiter limiter{tables};
    for (std::size_t i = 0; i < tables.floors.size(); ++i) {
      limiter.note(tables.floors[i], explained_.floors[i]);
    }
    for (std::size_t i = 0; i < tables.ceilings.size(); ++i) {
      const auto& band = tables.ceilings[i].band;
      if (band) limiter.note_ceiling(*band, explained_.ceilings[i]);
    }
    limiter.note_ceiling(*ceiling.band, {true, true, true});
    const Readings<BandIndex> bands =
        fact_bands(explained_.scored, explained_.policy, explained_.facts.risk,
                   limiter.limits(cannot_tell(explained_.scored)), explained_.as_of);
    const Days waited = explained_.unit.waited;
    const Score& now = explained_.score;
    return promoted_band(tables, bands.least, waited) != now.band_least ||
           promoted_band(tables, bands.used, waited) != now.band ||
           promoted_band(tables, bands.most, waited) != now.band_most;
  }

  const ExplainedCase& explained_;
  std::vector<const WhenTable*> rules_;
  std::vector<const FloorTable*> floors_;  ///< those by two facts
  bool cannot_tell_ = false;  ///< answers could put an end to it, and the case elsewhere
};

/// Notes what a thing could do to the score. False: nothing.
bool find_effect(const ExplainedCase& explained,
                 Unknown unknown,
                 const OpenRules& rules,
                 Check& check) {
  const Score& now = explained.score;
  bool alone = false;
  check.band_reached = now.band;
  WhatIf{explained, unknown}.each([&](const Score& then) {
    alone = alone || then != now;
    const Points more = then.points.used - now.points.used;
    check.could_add = std::max(check.could_add, more);
    check.could_take_off = std::max(check.could_take_off, Points{} - more);
    check.band_reached = std::min(check.band_reached, then.band);
  });
  check.with_others = !alone && rules.look_at(unknown);
  return alone || check.with_others;
}

void add_births(const ExplainedCase& explained, const OpenRules& rules, std::vector<Check>& to) {
  Check check;
  if (!explained.ages.open || !find_effect(explained, {}, rules, check)) return;
  check.fact = kBirthCheck;
  check.label = "Date of birth of a child";
  const auto childless = [&](CaseRow row) { return explained.cases.children(row).empty(); };
  check.state = std::ranges::any_of(explained.unit.ranked, childless) ? AnswerState::not_asked
                                                                      : AnswerState::unknown;
  to.push_back(check);
}

void add_filing(const ExplainedCase& explained, std::vector<Check>& to) {
  if (!explained.unit.filing_open) return;
  const PointsRange points =
      filing_range(explained.policy, explained.facts.slack, explained.unit, explained.as_of);
  Check check;
  const auto& due = explained.policy.written().must_allocate;
  check.could_be_due = due && due->before_filing && !explained.score.must_allocate;
  if (points.least == points.used && points.most == points.used && !check.could_be_due) return;
  check.fact = kFilingCheck;
  const bool another = explained.unit.filing_date.has_value();
  check.label = another ? "Court filing date of a linked case" : "Court filing date";
  check.state = AnswerState::not_asked;
  check.could_add = points.most - points.used;
  check.could_take_off = points.used - points.least;
  check.band_reached = explained.score.band;
  to.push_back(check);
}

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
  const OpenRules rules{explained};
  std::vector<Check> checks;
  for (const FactIndex fact : tables.facts_in_use) {
    const Answer answer = explained.scored.answer(fact);
    const std::optional<Day> stale_since = explained.scored.stale_since(fact);
    if (answer.known() && !stale_since) continue;
    Check check;
    if (!find_effect(explained, {fact}, rules, check) && !stale_since) continue;
    check.fact = tables.schema.fact(fact).id;
    check.label = label_of(tables, fact);
    check.state = answer.state();
    if (answer.state() == AnswerState::pending) check.pending_since = answer.day();
    check.stale_since = stale_since;
    check.overdue = is_overdue(explained.policy, answer, explained.as_of);
    checks.push_back(check);
  }
  add_births(explained, rules, checks);
  add_filing(explained, checks);
  std::ranges::sort(checks, {}, [](const Check& check) {
    return std::tuple{check.with_others, check.band_reached,    check.fact == kFilingCheck,
                      -check.could_add,  -check.could_take_off, check.fact};
  });
  return checks;
}

}  // namespace waitlist
