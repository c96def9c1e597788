#include "simulation/wait_course.h"

#include <waitlist/scoring/score.h>

#include "policy/policy_tables.h"
#include "scoring/code_score.h"

#include <algorithm>

namespace waitlist {
namespace {

/// Days of waiting on which a rule looks at the case, rising, without repetition.
std::vector<std::int64_t> days_of_change(const CompiledPolicy& policy, const FactScore& facts) {
  std::vector<std::int64_t> days{0};
  const Policy& written = policy.written();
  if (written.promotion) {
    for (const Days after : written.promotion->after_days) days.push_back(after.count());
  }
  if (written.must_allocate && written.must_allocate->waiting) {
    days.push_back(written.must_allocate->waiting->count());
  }
  if (!policy.tables().waiting.empty()) {
    for (const WaitingPiece& piece : policy.tables().course(facts.faster_used).pieces) {
      days.push_back(piece.from);
    }
  }
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace

WaitCourse wait_course(const CaseTable& cases,
                       const CompiledPolicy& policy,
                       CaseRow row,
                       std::int64_t ticks_per_day) {
  const Day day = cases.listed_on(row);
  UnitFacts unit;
  unit.ranked = {row};
  const FactScore facts = score_facts(cases, policy, row, unit, day);
  WaitCourse course;
  course.risk = facts.risk.used;
  const UnitAges ages = unit_ages(cases, policy.tables(), unit.ranked, day);
  const ScoredCase scored{cases, policy.tables(), row, ages, std::nullopt, day};
  for (std::size_t group = 0; group < policy.tables().groups.size(); ++group) {
    course.groups.push_back(group_in_use(scored, group));
  }
  course.parts = policy.point_parts();
  for (const std::int64_t waited : days_of_change(policy, facts)) {
    unit.waited = Days{waited};
    const Score score = score_on(policy, facts, unit, day);
    const PointParts slope = policy.tables().waiting_slope(waited, facts.faster_used);
    const PointParts points = in_parts(score.points.used, score.part, course.parts);
    course.stages.push_back(
        {waited * ticks_per_day, score.tier, points.count() * ticks_per_day, slope.count()});
  }
  return course;
}

}  // namespace waitlist
