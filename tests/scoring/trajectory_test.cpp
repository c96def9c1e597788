#include <waitlist/scoring/score.h>
#include <waitlist/scoring/trajectory.h>

#include "policy/waiting_course.h"
#include "support/shipped.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

constexpr std::int64_t kBefore = 70;  ///< days before the list's own day on which walks begin
constexpr std::int64_t kDays = 420;   ///< and how long they are: more than a year

Score score_of(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day day) {
  const UnitFacts unit = unit_facts(cases, policy, cases.unit(row), day);
  return score_on(policy, score_facts(cases, policy, row, unit, day), unit, day);
}

/// A change of tier.
struct SlowChange {
  Day on;
  TierIndex tier;
  Points points;

  friend bool operator==(const SlowChange&, const SlowChange&) = default;
};

/// Days on which the tier changes, found by scoring each day afresh.
std::vector<SlowChange> slow_tier_changes(const CaseTable& cases,
                                          const CompiledPolicy& policy,
                                          CaseRow row,
                                          Day from) {
  std::vector<SlowChange> changes;
  TierIndex tier = score_of(cases, policy, row, from).tier;
  for (Day day = from + Days{1}; day <= from + Days{kDays}; day = day + Days{1}) {
    const Score score = score_of(cases, policy, row, day);
    if (score.tier != tier) changes.push_back({day, score.tier, score.points.used});
    tier = score.tier;
  }
  return changes;
}

void check_line(const CaseTable& cases, const CompiledPolicy& policy, CaseRow row, Day from) {
  const Trajectory line = trajectory(cases, policy, row, from);
  if (line.next) RC_ASSERT(line.next->on > from);
  const PointsRange risk = score_of(cases, policy, row, from).risk;
  for (Day day = from; day <= from + Days{kDays}; day = day + Days{1}) {
    if (line.next && day >= line.next->on) break;
    const Score score = score_of(cases, policy, row, day);
    RC_ASSERT(score.points.used == line.points_on(day));
    RC_ASSERT(score.part == line.part_on(day));
    RC_ASSERT(score.waited == line.waited_on(day));
    RC_ASSERT(score.risk.used == line.risk);
    RC_ASSERT(score.risk == risk);
    RC_ASSERT(score.tier == line.tier);
    RC_ASSERT(score.band == line.band);
    RC_ASSERT(score.must_allocate == line.must_allocate);
  }
}

/// In so many parts of a thousandth, all of which rates are whole in.
PointParts slow_waiting(const WaitingRule& rule,
                        std::int64_t times,
                        std::int64_t wait,
                        std::int64_t parts) {
  std::int64_t earned = 0;
  for (std::int64_t one = 0; one < wait; ++one) {
    std::int64_t rate = 0;
    for (const WaitingRate& row : rule.rates) {
      if (one < row.from) continue;
      rate = row.points.count() * times * parts / (1000 * row.every);
      RC_ASSERT(rate * 1000 * row.every == row.points.count() * times * parts);
    }
    earned += rate;
  }
  return rule.cap ? std::min(PointParts{earned}, in_parts(*rule.cap, parts)) : PointParts{earned};
}

}  // namespace

TEST_SUITE("scoring") {
  TEST_CASE("trajectory: until its next look a case scores on its line, every day") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases(6));
      Day from = world::as_of() - Days{kBefore - *rc::gen::inRange<std::int64_t>(0, kDays)};
      for (CaseRow row = 0; row < cases.size(); ++row) {
        if (world::is_ranked(cases, row, from)) check_line(cases, policy, row, from);
      }
    }));
  }

  TEST_CASE("forecast: names every day on which the tier changes, and no other") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases(4));
      const Day from = world::as_of() - Days{kBefore};
      for (CaseRow row = 0; row < cases.size(); ++row) {
        if (!world::is_ranked(cases, row, from)) continue;
        std::vector<SlowChange> changes;
        TierIndex tier = trajectory(cases, policy, row, from).tier;
        for (const ForecastChange& change :
             forecast(cases, policy, row, from, from + Days{kDays})) {
          RC_ASSERT(change.tier_before == tier);
          const Trajectory& after = change.after;
          if (after.tier != tier) changes.push_back({after.from, after.tier, after.points});
          tier = after.tier;
        }
        RC_ASSERT(changes == slow_tier_changes(cases, policy, row, from));
      }
    }));
  }

  TEST_CASE("forecast: the six-month case must be allocated, and its rate falls at twenty weeks") {
    const CaseTable& cases = shipped::sample();
    const CompiledPolicy policy = shipped::policy("staffordshire_2009");
    const CaseRow row = cases.find("SM-0001").value();
    const Day listed = cases.listed_on(row);
    std::string seen;
    for (const ForecastChange& change : forecast(cases, policy, row, listed, listed + Days{182})) {
      seen += std::to_string((change.after.from - listed).count()) + ' ' +
              std::string{to_text(change.cause)} + ' ' +
              std::string{policy.tier_id(change.after.tier)} + ' ' + to_text(change.after.points) +
              '\n';
    }
    // 14 months old, so at 1.3 times the rates: 16 + 42 × 0.182 = 23.644, + 28 × 0.286 = 31.652 …
    CHECK(seen ==
          "14 waiting_rate P3 16.000\n"
          "56 waiting_rate P3 23.644\n"
          "84 promotion P2 31.652\n"
          "112 waiting_rate P2 39.660\n"
          "140 must_allocate must_allocate 54.948\n");
  }

  TEST_CASE("waiting: the straight pieces are the days added up one by one, cap and all") {
    CHECK(rc::check([] {
      WaitingRule rule;
      std::int64_t from = *rc::gen::inRange<std::int64_t>(0, 10);
      const auto rates = *rc::gen::inRange(1, 5);
      for (int i = 0; i < rates; ++i) {
        const Points rate{*rc::gen::inRange<std::int64_t>(-9, 12) * 20};
        rule.rates.push_back({from, rate, *rc::gen::element<std::int64_t>(1, 1, 2, 7, 365), {}});
        from += *rc::gen::inRange<std::int64_t>(1, 30);
      }
      if (*rc::gen::arbitrary<bool>()) {
        rule.cap = Points{*rc::gen::inRange<std::int64_t>(0, 3000)};
      }
      const std::int64_t times = *rc::gen::element<std::int64_t>(0, 50, 1000, 1350, 1001, 2000);
      rule.faster.push_back({times, {}, {}});
      const std::int64_t parts = point_parts(rule);
      const WaitingCourse course = waiting_course(rule, times, parts);
      RC_ASSERT(course.pieces.front().from == 0);
      for (std::int64_t day = 0; day < 160; ++day) {
        const PointParts expected = slow_waiting(rule, times, day, parts);
        RC_ASSERT(course.points(day) == expected);
        RC_ASSERT(course.piece(day).slope == slow_waiting(rule, times, day + 1, parts) - expected);
      }
    }));
  }

  TEST_CASE("trajectory: every cause has a name") {
    for (int cause = 0; cause <= static_cast<int>(ChangeCause::pause); ++cause) {
      CHECK_FALSE(to_text(static_cast<ChangeCause>(cause)).empty());
    }
  }
}
