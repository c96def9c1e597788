// One case while it is being explained: what scoring saw, kept together.
#pragma once

#include <waitlist/scoring/explanation.h>

#include "scoring/code_score.h"
#include "scoring/conditions.h"
#include "scoring/explanation_texts.h"
#include "scoring/group_points.h"
#include "scoring/scored_case.h"
#include "scoring/standing.h"

#include <vector>

namespace waitlist {

/// The groups of a case, each at its index, and what each criterion has in use, at its own.
struct GroupsRead {
  std::vector<GroupPoints> groups;
  std::vector<Points> in_use;
};

[[nodiscard]] GroupsRead read_groups(const ScoredCase& scored);

/// Whether each floor holds, and where it puts the case.
[[nodiscard]] std::vector<FloorHold> floor_holds(const ScoredCase& scored);

/// Whether each ceiling holds.
[[nodiscard]] std::vector<Truth> ceiling_truths(const ScoredCase& scored);

struct ExplainedCase {
  const CaseTable& cases;
  const CompiledPolicy& policy;
  Day as_of;
  ExplanationTexts& texts;
  UnitFacts unit;
  UnitAges ages;
  ScoredCase scored;
  GroupsRead read;
  const std::vector<GroupPoints>& groups = read.groups;
  std::vector<FloorHold> floors;
  std::vector<Truth> ceilings;
  FactScore facts;
  Score score;

  ExplainedCase(const CaseTable& table,
                const CompiledPolicy& compiled,
                CaseRow row,
                Day day,
                ExplanationTexts& words)
      : cases{table},
        policy{compiled},
        as_of{day},
        texts{words},
        unit{unit_facts_of(table, compiled, row, day)},
        ages{unit_ages(table, compiled.tables(), unit.ranked, day, KeepMonths::yes)},
        scored{table, compiled.tables(), row, ages, std::nullopt, day},
        read{read_groups(scored)},
        floors{floor_holds(scored)},
        ceilings{ceiling_truths(scored)},
        facts{score_by_codes(scored, compiled, day)},
        score{score_on(compiled, facts, unit, day)} {}

  ExplainedCase(const ExplainedCase&) = delete;  // `scored` refers to `ages`
  ExplainedCase& operator=(const ExplainedCase&) = delete;
};

/// The lines of the sum; they add up to `score.points.used`.
[[nodiscard]] std::vector<Contribution> contributions(const ExplainedCase& explained);

/// The way from points to tier.
[[nodiscard]] std::vector<BandStep> band_steps(const ExplainedCase& explained);

/// What is unknown and could change the score, most influential first.
[[nodiscard]] std::vector<Check> open_checks(const ExplainedCase& explained);

/// The first day after `as_of` on which time alone puts the case in another tier.
void find_coming_change(const ExplainedCase& explained, Explanation& explanation);

/// The first day on which the case must be allocated, and why.
void find_allocation_day(const ExplainedCase& explained, Explanation& explanation);

}  // namespace waitlist
