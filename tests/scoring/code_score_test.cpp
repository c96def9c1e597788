// Scores looked up by answer code against the same read rule by rule.
#include "scoring/code_score.h"

#include <waitlist/base/limits.h>

#include "scoring/fact_score.h"
#include "scoring/unit_reader.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// The floors that hold, their conditions read one by one.
std::uint64_t floors_read(const ScoredCase& scored) {
  std::uint64_t floors = 0;
  for (std::size_t i = 0; i < scored.tables.floors.size(); ++i) {
    if (floor_hold(scored.tables.floors[i], scored).used) floors |= std::uint64_t{1} << i;
  }
  return floors;
}

/// Three answers worth a million points each: together more than the tables of codes can hold.
Policy great_points() {
  Policy policy = world::bare_policy("great", "Great points");
  policy.groups = {{"g", "All", Combine::sum, std::nullopt, true, {}}};
  const Points great{limits::kPointsMax};
  for (const FactIndex fact : {world::kHarm, world::kMarac}) {
    CriterionRule rule;
    rule.fact = world::schema().fact(fact).id;
    rule.group = "g";
    ByLevel scale;
    for (const FactLevel& level : world::schema().fact(fact).levels) {
      scale.levels.push_back({level.id, great, {}});
    }
    rule.scale = scale;
    policy.criteria.push_back(rule);
  }
  CriterionRule police;
  police.fact = "police";
  police.group = "g";
  police.scale = ByRange{{{0, great, {}}}};
  policy.criteria.push_back(police);
  policy.bands = {{"P1", "One", "", Points{0}, {}}};
  policy.order = {OrderKey::points, OrderKey::case_id};
  return policy;
}

}  // namespace

TEST_SUITE("code_score") {
  TEST_CASE("code_score: every case scores by codes what it scores rule by rule") {
    CHECK(rc::check([] {
      const CompiledPolicy policy = world::compiled(world::random_policy());
      const CaseTable cases = world::table_of(world::random_cases());
      for (CaseRow row = 0; row < cases.size(); ++row) {
        const UnitFacts unit = unit_facts(cases, policy, cases.unit(row), world::as_of());
        const UnitAges ages = unit_ages(cases, policy.tables(), unit.ranked, world::as_of());
        const ScoredCase scored{cases, policy.tables(), row, ages, std::nullopt, world::as_of()};
        RC_ASSERT(score_by_codes(scored, policy, world::as_of()) ==
                  fact_score(scored, policy, world::as_of()));
        RC_ASSERT(floors_in_force(scored) == floors_read(scored));
      }
    }));
  }

  TEST_CASE("code_score: more conditions than a set holds are read one by one, with the same end") {
    Policy written = world::bare_policy("many", "Many conditions");
    written.bands = {{"P1", "One", "", whole_points(1), {}}, {"P2", "Two", "", Points{0}, {}}};
    written.order = {OrderKey::tier, OrderKey::case_id};
    for (const std::int64_t least : {1, 101}) {
      FloorRule& floor = written.floors.emplace_back();
      floor.id = least == 1 ? "low" : "high";
      floor.label = floor.id;
      floor.band = "P1";
      for (std::int64_t i = 0; i < 40; ++i) {
        floor.when.any.push_back({FactAtLeast{"police", least + i}, {}});
      }
    }
    const CompiledPolicy policy = world::compiled(written);
    REQUIRE_FALSE(policy.tables().codes.fit());
    for (const auto& row : std::vector<std::pair<std::uint32_t, std::uint64_t>>{
             {0, 0b00}, {1, 0b01}, {100, 0b01}, {101, 0b11}}) {
      Case one;
      one.case_id = "c";
      one.listed_on = world::as_of();
      one.answers = {Answer::no(), Answer::no(), Answer::number(row.first)};
      const CaseTable cases = world::table_of({one});
      UnitReader unit{cases, policy, world::as_of()};
      unit.read(0);
      CAPTURE(row.first);
      CHECK(floors_in_force(unit.ranked(0)) == row.second);
      CHECK(unit.score(0).band == (row.second == 0 ? 1 : 0));
    }
  }

  TEST_CASE("code_score: points too great for the tables are added up all the same") {
    Case one;
    one.case_id = "c";
    one.listed_on = world::as_of();
    one.answers = {Answer::level(1), Answer::level(1), Answer::number(1)};
    const CaseTable cases = world::table_of({one});
    const CompiledPolicy policy = world::compiled(great_points());
    REQUIRE_FALSE(policy.tables().codes.fit());
    const UnitFacts unit = unit_facts(cases, policy, 0, world::as_of());
    CHECK(score_facts(cases, policy, 0, unit, world::as_of()).risk.used ==
          Points{3 * limits::kPointsMax});
  }
}
