// Scores looked up by answer code against the same read rule by rule.
#include "scoring/code_score.h"

#include "scoring/fact_score.h"
#include "support/small_world.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace {

using namespace waitlist;  // NOLINT(google-build-using-namespace): every name here is ours
namespace world = small_world;

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
}
