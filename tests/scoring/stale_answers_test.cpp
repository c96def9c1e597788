#include <waitlist/queue/summary.h>
#include <waitlist/scoring/explanation.h>
#include <waitlist/scoring/trajectory.h>

#include "support/small_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

constexpr Days kValid{30};

/// Harm earns 0, 5, 10 and 20 points, and P1 begins at 15.
Policy policy_with_floor_at(const char* level) {
  Policy policy = world::bare_policy("ages", "Answers with an age");
  policy.bands = {{"P1", "One", "", whole_points(15), {}}, {"P2", "Two", "", Points{0}, {}}};
  policy.groups.push_back({"g", "Group", Combine::sum, {}, true, {}});
  CriterionRule rule;
  rule.fact = "harm";
  rule.group = "g";
  rule.scale = ByLevel{{{"low", Points{0}, {}},
                        {"some", whole_points(5), {}},
                        {"high", whole_points(10), {}},
                        {"grave", whole_points(20), {}}}};
  rule.valid = kValid;
  policy.criteria.push_back(rule);
  FloorRule floor;
  floor.id = "floor";
  floor.label = "A floor";
  floor.band = "P1";
  floor.when.all.push_back({FactAtLeast{"harm", level}, {}});
  policy.floors.push_back(floor);
  policy.order = {OrderKey::case_id};
  return policy;
}

/// High harm, received so many days before the as-of date.
CaseTable received(std::optional<std::int64_t> days_ago) {
  Case one;
  one.case_id = "A";
  one.listed_on = world::as_of() - Days{60};
  one.children = {{world::as_of() - Days{3000}}};
  one.answers.assign(world::kFacts, Answer::no());
  one.answers[world::kHarm] = Answer::level(2);
  one.records.push_back({world::kHarm, {}, "P1"});
  if (days_ago) one.records.front().received_on = world::as_of() - Days{*days_ago};
  return world::table_of({one});
}

PointsRange points(std::int64_t least, std::int64_t used, std::int64_t most) {
  return {whole_points(least), whole_points(used), whole_points(most)};
}

}  // namespace

TEST_SUITE("stale answers") {
  TEST_CASE("stale answers: the range opens the day after the last valid one, the score stays") {
    const CompiledPolicy policy = world::compiled(policy_with_floor_at("grave"));
    const Explanation stale = explain(received(31), policy, 0, world::as_of());
    CHECK(stale.score.points == points(0, 10, 20));
    CHECK(stale.score.band_most == 0);
    CHECK(stale.score.band == 1);
    CHECK(stale.score.provisional());
    for (const std::optional<std::int64_t> days : {std::optional<std::int64_t>{30}, {}}) {
      const Explanation fresh = explain(received(days), policy, 0, world::as_of());
      CHECK(fresh.score.points == points(10, 10, 10));
      CHECK_FALSE(fresh.score.provisional());
      CHECK(fresh.checks.empty());
    }
  }

  TEST_CASE("stale answers: they are among what to find out, with the day they became so") {
    const CompiledPolicy policy = world::compiled(policy_with_floor_at("grave"));
    const Explanation why = explain(received(31), policy, 0, world::as_of());
    REQUIRE(why.checks.size() == 1);
    const Check& check = why.checks.front();
    CHECK(check.fact == "harm");
    CHECK(check.state == AnswerState::given);
    CHECK(check.stale_since == world::as_of());
    CHECK(check.could_add == whole_points(10));
    CHECK(check.could_take_off == whole_points(10));
    CHECK_FALSE(check.with_others);
    CHECK(check.band_reached == 0);
    CHECK_FALSE(why.settled);
    CHECK(explain(received(30), policy, 0, world::as_of()).settled);
  }

  TEST_CASE("stale answers: a floor holds in use as the answer says, and is not certain") {
    const CompiledPolicy policy = world::compiled(policy_with_floor_at("high"));
    const Score stale = explain(received(31), policy, 0, world::as_of()).score;
    CHECK(stale.band_least == 1);
    CHECK(stale.band == 0);
    CHECK(stale.band_most == 0);
    CHECK(explain(received(30), policy, 0, world::as_of()).score.band_least == 0);
  }

  TEST_CASE("stale answers: the limit on what is not known takes nothing off them") {
    Policy limited = policy_with_floor_at("grave");
    CriterionRule rule;
    rule.fact = "police";
    rule.group = "g";
    rule.scale = ByRange{{{0, Points{0}, {}}, {1, whole_points(8), {}}}};
    rule.unknown = whole_points(6);
    limited.criteria.push_back(rule);
    limited.unknown.total_cap = whole_points(4);
    const CompiledPolicy policy = world::compiled(limited);
    std::vector<Case> cases{received(31).at(0)};
    CHECK(explain(world::table_of(cases), policy, 0, world::as_of()).score.points ==
          points(0, 10, 20));
    cases.front().answers[*world::schema().find("police")] = Answer::unknown();
    CHECK(explain(world::table_of(cases), policy, 0, world::as_of()).score.points ==
          points(0, 14, 28));
  }

  TEST_CASE("stale answers: the day is one on which a rule looks") {
    const CompiledPolicy policy = world::compiled(policy_with_floor_at("grave"));
    const Trajectory line = trajectory(received(20), policy, 0, world::as_of());
    CHECK(line.next == NextLook{world::as_of() + Days{11}, ChangeCause::stale});
    CHECK_FALSE(trajectory(received(31), policy, 0, world::as_of()).next.has_value());
    CHECK_FALSE(trajectory(received({}), policy, 0, world::as_of()).next.has_value());
  }

  TEST_CASE("stale answers: a policy that says nothing of them has none, and keeps its digest") {
    Policy plain = policy_with_floor_at("grave");
    const Digest with = world::compiled(plain).stamp().digest;
    plain.criteria.front().valid.reset();
    const CompiledPolicy policy = world::compiled(plain);
    CHECK(policy.stamp().digest != with);
    CHECK(explain(received(200), policy, 0, world::as_of()).score.points == points(10, 10, 10));
  }

  TEST_CASE("stale answers: a day of receipt to come is a finding") {
    const CompiledPolicy policy = world::compiled(policy_with_floor_at("grave"));
    for (const std::int64_t days : {-1, 0}) {
      CAPTURE(days);
      const Summary summary = summarise(*rank(received(days), policy, world::as_of()));
      const auto found =
          std::ranges::count(summary.findings, FindingKind::received_in_future, &Finding::kind);
      CHECK(found == (days < 0 ? 1 : 0));
    }
  }
}
