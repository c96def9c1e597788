#include <waitlist/scoring/score.h>

#include "scoring/code_score.h"
#include "scoring/fact_score.h"
#include "scoring/filing_points.h"
#include "scoring/group_points.h"
#include "scoring/standing.h"

#include <algorithm>

namespace waitlist {
Readings<BandIndex> fact_bands(const ScoredCase& scored,
                               const CompiledPolicy& policy,
                               const PointsRange& risk,
                               const BandLimits& limits,
                               Day as_of) {
  const PolicyTables& tables = scored.tables;
  const Readings<BandIndex> band = bands_of_risk(tables, risk, limits);
  const ManagerDecision* decision = decision_in_force(scored.cases, tables, scored.row, as_of);
  if (decision == nullptr) return band;
  const auto decided = policy.find_band(decision->band);
  if (!decided) return band;  // check_scorable() reports it
  return {decided_band(*decision, *decided, band.least, limits.floor.least),
          decided_band(*decision, *decided, band.used, limits.floor.used),
          decided_band(*decision, *decided, band.most, limits.floor.most)};
}

namespace {

/// `score` receives what rounding the points in use down leaves out.
PointsRange waiting_range(
    const PolicyTables& tables, const FactScore& facts, Days waited, Day as_of, Score& score) {
  const std::int64_t wait = tables.earning_wait(waited, as_of);
  const PointParts exact = tables.waiting_parts(wait, facts.faster_used);
  const Points used = rounded_down(exact, tables.point_parts);
  score.part = static_cast<std::uint32_t>(left_out(exact, tables.point_parts)) & 0xFFFFFFU;
  if (facts.faster_least == facts.faster_used && facts.faster_most == facts.faster_used) {
    return {used, used, used};
  }
  const Points least = tables.waiting_points(wait, facts.faster_least);
  const Points most = tables.waiting_points(wait, facts.faster_most);
  return {std::min({least, used, most}), used, std::max({least, used, most})};
}

}  // namespace

Readings<std::int64_t> faster_times(const ScoredCase& scored, const Readings<BandIndex>& bands) {
  FastestTimes fastest;
  for (const FasterTable& row : scored.tables.faster) {
    fastest.note(row.times, holds(row.when, scored, bands));
  }
  return fastest.times();
}

void add_group(const GroupTable& group, const GroupPoints& points, FactScore& score) {
  (group.risk ? score.risk : score.other) +=
      PointsRange{std::min(points.least.value(group), points.ceiling.least), points.used,
                  std::min(points.most.value(group), points.ceiling.most)};
}

void complete(const ScoredCase& scored, const CompiledPolicy& policy, Day as_of, FactScore& score) {
  const Readings<BandIndex> bands =
      fact_bands(scored, policy, score.risk, band_limits(scored), as_of);
  take_over(bands, faster_times(scored, bands), score);
  score.slack = slack_rows(scored);
}

FactScore fact_score(const ScoredCase& scored, const CompiledPolicy& policy, Day as_of) {
  FactScore score;
  visit_groups(scored, [&](std::uint16_t index, const GroupPoints& points) {
    add_group(scored.tables.groups[index], points, score);
  });
  complete(scored, policy, as_of, score);
  return score;
}

FactScore score_facts(const CaseTable& cases,
                      const CompiledPolicy& policy,
                      CaseRow row,
                      const UnitFacts& unit,
                      Day as_of) {
  const PolicyTables& tables = policy.tables();
  const UnitAges ages = unit_ages(cases, tables, unit.ranked, as_of);
  return score_by_codes({cases, tables, row, ages, std::nullopt, as_of}, policy, as_of);
}

Score score_on(const CompiledPolicy& policy,
               const FactScore& facts,
               const UnitFacts& unit,
               Day as_of) {
  Score score;
  place_in_tier(policy, facts, unit, as_of, score);
  if (policy.written().filing && unit.filing_date) {
    score.latest_start = *unit.filing_date - policy.written().filing->effort;
  }
  const PointsRange waiting = waiting_range(policy.tables(), facts, unit.waited, as_of, score);
  const PointsRange filing = filing_range(policy, facts.slack, unit, as_of);
  score.risk = facts.risk;
  score.waiting = waiting.used;
  score.filing = filing.used;
  score.points = facts.risk;
  score.points += facts.other;
  score.points += waiting;
  score.points += filing;
  return score;
}

}  // namespace waitlist
