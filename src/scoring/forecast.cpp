#include <waitlist/scoring/trajectory.h>

#include "scoring/trajectory_of.h"

#include <array>

namespace waitlist {
namespace {

/// Rules that can change a tier, and rules that can bend a line, the likelier ones first.
constexpr std::array kTierCauses{ChangeCause::must_allocate,   ChangeCause::filing_near,
                                 ChangeCause::decision_begins, ChangeCause::decision_ends,
                                 ChangeCause::promotion,       ChangeCause::listing,
                                 ChangeCause::birthday};
constexpr std::array kLineCauses{ChangeCause::listing,  ChangeCause::birthday,
                                 ChangeCause::filing_slack, ChangeCause::waiting_rate,
                                 ChangeCause::pause,        ChangeCause::decision_begins,
                                 ChangeCause::decision_ends};

template <std::size_t N>
ChangeCause first_that_looks(const Looks& looks,
                             const NextLook& next,
                             const std::array<ChangeCause, N>& causes) {
  for (const ChangeCause cause : causes) {
    if (looks.looks(cause, next.on)) return cause;
  }
  return next.cause;
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
    const UnitFacts unit = unit_facts(cases_, policy_, cases_.unit(row_), day);
    if (!can_be_scored(unit, day)) return false;
    FollowedCase there = followed(cases_, policy_, row_, unit, day);
    looks_ = there.looks;
    line_ = there.line;
    return true;
  }

 private:
  [[nodiscard]] bool can_be_scored(const UnitFacts& unit, Day day) const {
    const auto& rule = policy_.written().filing;
    if (!rule) return true;
    return policy_.calendar().covers(day) &&
           (!unit.filing_date || policy_.calendar().covers(*unit.filing_date - rule->effort));
  }

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  CaseRow row_;
  Trajectory line_;
  Looks looks_;
};

}  // namespace

void walk_changes(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day as_of,
                  Day last_day, const std::function<bool(const ForecastChange&)>& visit) {
  Walk walk{cases, policy, row, as_of};
  while (walk.line().next && walk.line().next->on <= last_day) {
    const Trajectory before = walk.line();
    const Looks looks = walk.looks();
    const NextLook next = *before.next;
    if (!walk.stand_on(next.on)) return;
    const Trajectory& after = walk.line();
    const Points expected = before.points_on(next.on);
    const bool moves_tier = after.tier != before.tier;
    if (!moves_tier && after.points == expected && after.slope == before.slope &&
        after.waiting == before.waiting) {
      continue;
    }
    const ChangeCause cause = moves_tier ? first_that_looks(looks, next, kTierCauses)
                                         : first_that_looks(looks, next, kLineCauses);
    if (!visit({cause, expected, after, before.tier, before.slope})) return;
  }
}

std::vector<ForecastChange> forecast(const CaseTable& cases, const CompiledPolicy& policy,
                                     CaseRow row, Day as_of, Day last_day) {
  std::vector<ForecastChange> changes;
  walk_changes(cases, policy, row, as_of, last_day, [&changes](const ForecastChange& change) {
    changes.push_back(change);
    return true;
  });
  return changes;
}

}  // namespace waitlist
