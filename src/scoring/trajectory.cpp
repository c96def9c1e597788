#include <waitlist/scoring/trajectory.h>

#include "policy/policy_tables.h"
#include "scoring/looks.h"
#include "scoring/trajectory_of.h"
#include "scoring/unit_reader.h"

namespace waitlist {

Trajectory trajectory_of(const StandingCase& standing, const Score& score, const Looks& looks) {
  Trajectory line;
  line.from = standing.as_of;
  line.band = score.band;
  line.tier = score.tier;
  line.must_allocate = score.must_allocate;
  line.points = score.points.used;
  line.part = score.part;
  line.risk = score.risk.used;
  line.waited = score.waited;
  line.waiting = waiting_rate(standing);
  const PolicyTables& tables = standing.policy.tables();
  line.parts = tables.point_parts;
  if (tables.wait_unit == WaitUnit::days) {  // else nothing is earned until a look
    const PointParts slope =
        tables.waiting_slope(score.waited.count(), standing.facts.faster_used) * line.waiting;
    line.slope = rounded_down(slope, line.parts);
    line.slope_part = left_out(slope, line.parts);
  }
  line.next = looks.next();
  return line;
}

FollowedCase followed(const ScoredCase& scored,
                      const CompiledPolicy& policy,
                      const UnitFacts& unit,
                      Day as_of) {
  const FactScore facts = score_by_codes(scored, policy, as_of);
  const Score score = score_on(policy, facts, unit, as_of);
  const StandingCase standing{scored.cases, policy, scored.row, as_of, unit, facts};
  const Looks looks = find_looks(standing);
  return {facts, score, looks, trajectory_of(standing, score, looks)};
}

Trajectory trajectory(const CaseTable& cases,
                      const CompiledPolicy& policy,
                      CaseRow row,
                      Day as_of) {
  UnitReader unit{cases, policy, as_of};
  unit.read_of(row);
  return followed(unit.ranked(row), policy, unit.facts(), as_of).line;
}

std::string_view to_text(ChangeCause cause) noexcept {
  switch (cause) {
    case ChangeCause::must_allocate: return "must_allocate";
    case ChangeCause::filing_near: return "filing_near";
    case ChangeCause::decision_begins: return "decision_begins";
    case ChangeCause::decision_ends: return "decision_ends";
    case ChangeCause::promotion: return "promotion";
    case ChangeCause::listing: return "listing";
    case ChangeCause::birthday: return "birthday";
    case ChangeCause::birth: return "birth";
    case ChangeCause::stale: return "stale";
    case ChangeCause::date_measured: return "date_measured";
    case ChangeCause::filing_slack: return "filing_slack";
    case ChangeCause::waiting_rate: return "waiting_rate";
    case ChangeCause::wait_completed: return "wait_completed";
    case ChangeCause::pause: return "pause";
  }
  return "";
}

}  // namespace waitlist
