#include <waitlist/queue/passing.h>
#include <waitlist/scoring/trajectory.h>

#include "queue/order_keys.h"
#include "queue/unit_scores.h"

#include <algorithm>
#include <vector>

namespace waitlist {
namespace {

class Pair {
 public:
  Pair(const CaseTable& cases, const CompiledPolicy& policy, CaseRow one, CaseRow other)
      : cases_{cases}, policy_{policy}, one_{one}, other_{other} {}

  [[nodiscard]] bool one_first(Day day) const {
    return stands_before(standing(one_, day), standing(other_, day), cases_, policy_, day);
  }

  /// The last day up to `last` until which both move on straight lines, so that they pass each
  /// other once at most; the next day for linked cases, of which another may come first meanwhile.
  [[nodiscard]] Day straight_until(Day day, Day last) const {
    if (!alone(one_) || !alone(other_)) return std::min(day + Days{1}, last);
    Day until = last;
    for (const CaseRow row : {one_, other_}) {
      const auto next = trajectory(cases_, policy_, row, day).next;
      if (next) until = std::min(until, next->on);
    }
    return until;
  }

 private:
  [[nodiscard]] bool alone(CaseRow row) const {
    return cases_.members(cases_.unit(row)).size() == 1;
  }

  /// The case itself in its own unit, else the one that stands for its unit.
  [[nodiscard]] Place standing(CaseRow row, Day day) const {
    std::vector<Place> unit;
    UnitReader reader{cases_, policy_, day};
    score_unit(reader, cases_.unit(row), unit);
    if (cases_.unit(one_) == cases_.unit(other_)) {
      return *std::ranges::find(unit, row, &Place::row);
    }
    return *std::ranges::min_element(unit, [&](const Place& a, const Place& b) {
      return stands_before(a, b, cases_, policy_, day);
    });
  }

  const CaseTable& cases_;
  const CompiledPolicy& policy_;
  CaseRow one_;
  CaseRow other_;
};

}  // namespace

std::optional<Passing> first_passing(const CaseTable& cases,
                                     const CompiledPolicy& policy,
                                     CaseRow one,
                                     CaseRow other,
                                     Day as_of,
                                     Day last_day) {
  const Pair pair{cases, policy, one, other};
  const bool now = pair.one_first(as_of);
  Day day = as_of;
  while (day < last_day) {
    // On the day itself on which a rule looks the lines are new, so it ends the stretch and begins
    // the next one.
    const Day until = pair.straight_until(day, last_day);
    const Day straight = std::max(day, until - Days{1});
    if (pair.one_first(straight) != now) {
      Day before = day;
      Day after = straight;
      while (after - before > Days{1}) {
        const Day middle = before + Days{(after - before).count() / 2};
        (pair.one_first(middle) == now ? before : after) = middle;
      }
      return Passing{after, now ? other : one, now ? one : other};
    }
    if (pair.one_first(until) != now) return Passing{until, now ? other : one, now ? one : other};
    day = until;
  }
  return std::nullopt;
}

}  // namespace waitlist
