#include <waitlist/scoring/trajectory.h>

#include "scoring/trajectory_of.h"
#include "scoring/unit_reader.h"

#include <array>

namespace waitlist {
namespace {

/// The rule that bent a line: of those that look, the likeliest.
ChangeCause line_cause(const Looks& looks, const NextLook& next) {
  constexpr std::array kCauses{ChangeCause::listing,         ChangeCause::birthday,
                               ChangeCause::birth,           ChangeCause::date_measured,
                               ChangeCause::filing_slack,    ChangeCause::waiting_rate,
                               ChangeCause::wait_completed,  ChangeCause::pause,
                               ChangeCause::decision_begins, ChangeCause::decision_ends};
  return looks.likeliest(kCauses, next);
}

/// A case on one day after the other, as far as rules look at it.
class Walk {
 public:
  Walk(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of)
      : cases_{cases}, policy_{policy}, row_{row} {
    stand_on(as_of);
  }

  [[nodiscard]] const Trajectory& line() const { return line_; }

  [[nodiscard]] const Looks& looks() const { return looks_; }

  /// Goes to a later day; false, and stays, when the holiday data does not reach.
  bool stand_on(Day day) {
    UnitReader unit{cases_, policy_, day};
    unit.read_of(row_);
    if (!can_be_scored(policy_, unit.facts(), day)) return false;
    FollowedCase there = followed(unit.ranked(row_), policy_, unit.facts(), day);
    looks_ = there.looks;
    line_ = there.line;
    return true;
  }

 private:
  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  CaseRow row_;
  Trajectory line_;
  Looks looks_;
};

}  // namespace

std::vector<ForecastChange> forecast(
    const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of, Day last_day) {
  std::vector<ForecastChange> changes;
  Walk walk{cases, policy, row, as_of};
  while (walk.line().next && walk.line().next->on <= last_day) {
    const Trajectory before = walk.line();
    const Looks looks = walk.looks();
    const NextLook next = *before.next;
    if (!walk.stand_on(next.on)) break;
    const Trajectory& after = walk.line();
    const Points expected = before.points_on(next.on);
    const bool moves_tier = after.tier != before.tier;
    const bool becomes_due = after.must_allocate != before.must_allocate;
    const bool stays_on_line = after.points == expected && after.part == before.part_on(next.on) &&
                               after.slope == before.slope &&
                               after.slope_part == before.slope_part &&
                               after.waiting == before.waiting;
    if (!moves_tier && !becomes_due && stays_on_line) continue;
    const ChangeCause cause =
        moves_tier || becomes_due ? tier_cause(looks, next) : line_cause(looks, next);
    changes.push_back({cause, expected, after, before.tier, before.slope, before.slope_part});
  }
  return changes;
}

}  // namespace waitlist
