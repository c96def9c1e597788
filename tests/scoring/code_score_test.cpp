// Scores looked up by answer code against the same read rule by rule.
#include "scoring/code_score.h"

#include <waitlist/base/limits.h>

#include "scoring/fact_score.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

/// Three answers worth a million points each: together more than the tables of codes can hold.
Policy great_points() {
  Policy policy;
  policy.id = "great";
  policy.version = "1";
  policy.title = "Great points";
  policy.status = "illustrative";
  policy.status_line = "For tests.";
  policy.facts = "small.toml";
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
        const ScoredCase scored{cases, policy.tables(), row, ages, std::nullopt};
        RC_ASSERT(score_by_codes(scored, policy, world::as_of()) ==
                  fact_score(scored, policy, world::as_of()));
      }
    }));
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
